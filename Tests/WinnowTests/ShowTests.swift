import Foundation
import TestSupport
import Testing

/// `winnow show`: documents by condition.
struct ShowTests {
  private static let corpus =
    [
      "id,text,gold", "a,subscribe to my channel,spam", "b,best song ever,ham",
      "c,\"Subscribe: best <b>song</b> & more, sub4sub\",spam",
      "d,\"nothing to be seen in this one, it just goes on\",ham", "e,short \u{1B}[31m,spam",
    ].joined(separator: "\n") + "\n"

  private func show(_ arguments: [String], corpus: String = corpus) throws -> CommandResult {
    let folder = try ScratchFolder()
    try folder.write(corpus, to: "c.csv")
    return try Workspace.shared().run(
      ["show", "Comments", "c.csv", "--gold-field", "gold"] + arguments,
      in: folder
    )
  }

  private func ids(_ arguments: [String]) throws -> [String] {
    let result = try show(arguments + ["--output-format", "jsonl"])
    try #require(result.exitCode == 0, "\(result.errors)")
    return try LabeledRecords(result.outputBytes, suffix: "jsonl").records.map { $0["id"] ?? "" }
  }

  @Test(
    arguments: [
      ("--function asks_to_subscribe", "a c"), ("--function love --vote ham", "b c"),
      ("--function love --vote spam", ""), ("--vote spam", "a c"), ("--uncovered", "d"),
      ("--conflicting", "a c"), ("--conflict asks_to_subscribe love", "c"),
      ("--conflict asks_to_subscribe", "a c"), ("--bucket gold=spam,short=ham", "a e"),
      ("--bucket label=none", "d"), ("--bucket love=none,short=none", "d"),
      ("--function love --function song", "b c"), ("--id e --id b", "b e"), ("--count 2", "a b"),
    ]
  )
  func `conditions choose documents, and all have to hold`(
    options: String,
    expected: String
  ) throws {
    #expect(
      try ids(options.split(separator: " ").map(String.init)).joined(separator: " ") == expected
    )
  }

  @Test func `what matched is told by its bytes`() throws {
    let result = try show(["--id", "c", "--output-format", "jsonl"])
    let object = try JSONSerialization.jsonObject(with: Data(result.outputBytes))
    let record = try #require(object as? [String: Any])
    let text = Array(try #require(record["text"] as? String).utf8)
    let matches = try #require(record["matches"] as? [[String: Any]])
    let parts = try matches.map { match in
      let start = try #require(match["start"] as? Int)
      let end = try #require(match["end"] as? Int)
      return "\(match["function"] ?? "") \(String(decoding: text[start..<end], as: UTF8.self))"
    }
    #expect(
      parts == [
        "asks_to_subscribe Subscribe", "asks_to_subscribe sub4sub", "song song", "love best",
      ]
    )
  }

  @Test func `a sample is drawn by its seed`() throws {
    let corpus = CommentCorpus(count: 500).csv
    let samples = try ["1", "1", "2"].map { seed in
      try show(["--sample", "20", "--seed", seed, "--output-format", "jsonl"], corpus: corpus)
        .output
    }
    #expect(samples[0] == samples[1])
    #expect(samples[0] != samples[2])
    #expect(samples[0].split(separator: "\n").count == 20)
  }

  @Test func `a bucket holds the documents that 'label' labels so`() throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    try folder.write(CommentCorpus(count: 400).csv, to: "c.csv")
    let common = ["Comments", "c.csv", "--gold-field", "gold"]
    try workspace.succeed(["label"] + common + ["-o", "l.jsonl"], in: folder)
    let labels = try LabeledRecords(folder.bytes(of: "l.jsonl"), suffix: "jsonl").records
    let expected = labels.filter { $0["gold"] == "spam" && $0["label"] == "ham" }
    try workspace.succeed(
      ["show"] + common + ["--bucket", "gold=spam,label=ham", "--count", "999", "-o", "s.jsonl"],
      in: folder
    )
    let shown = try LabeledRecords(folder.bytes(of: "s.jsonl"), suffix: "jsonl").records
    #expect(!expected.isEmpty)
    #expect(shown.map { $0["id"] } == expected.map { $0["id"] })
  }

  @Test func `the least certain documents come first`() throws {
    let result = try show(
      ["--least-confident", "--count", "50", "--output-format", "jsonl"],
      corpus: CommentCorpus(count: 300).csv
    )
    let confidences = try LabeledRecords(result.outputBytes, suffix: "jsonl").records
      .compactMap { $0["confidence"].flatMap(Double.init) }
    #expect(confidences.count == 50)
    #expect(confidences == confidences.sorted())
  }

  @Test func `text tells votes and matches and nothing to the terminal`() throws {
    let result = try show(["--count", "9"])
    #expect(result.exitCode == 0)
    #expect(!result.output.contains("\u{1B}"))
    #expect(result.output.contains("  asks_to_subscribe  spam  \"Subscribe\", \"sub4sub\""))
    #expect(result.output.contains("Comments.swift:"))
    #expect(result.output.contains("no function votes"))
    #expect(result.errors.contains("5 of 5 documents"))
  }

  @Test func `a page is self-contained and shows text as text`() throws {
    let page = try show(["--output-format", "html"]).output
    #expect(page.contains("&lt;b&gt;"))
    #expect(!page.contains("<b>") && !page.contains("<script") && !page.contains("\u{1B}"))
    #expect(!page.contains("http://") && !page.contains("https://"))
    #expect(page.contains(">Subscribe</mark>: "))
  }

  @Test func `names that do not exist get a suggestion`() throws {
    let function = try show(["--function", "lov"])
    #expect(function.exitCode == 1)
    #expect(
      function.errors.contains("error: there is no function 'lov'\nhelp: did you mean 'love'")
    )
    #expect(try show(["--vote", "spma"]).errors.contains("did you mean 'spam'"))
    #expect(try show(["--id", "z"]).errors.contains("error: there is no document 'z'"))
    #expect(try show(["--bucket", "gold"]).errors.contains("is not a condition"))
    #expect(try show(["--uncovered", "--vote", "spam"]).exitCode == 64)
  }
}
