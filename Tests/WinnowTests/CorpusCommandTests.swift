import Foundation
import TestSupport
import Testing

/// What commands make of corpora that are not as plain as they look.
struct CorpusCommandTests {
  private func run(_ arguments: [String], in folder: ScratchFolder) throws -> CommandResult {
    try CommandLineTool.run(arguments, in: folder)
  }

  @Test(arguments: [
    ["--separator", "\""], ["--separator", "\n"], ["--separator", "\r"], ["--separator", ""],
    ["--separator", "é"], ["--separator", "ab"], ["--quote", ","], ["--quote", "\n"],
    ["--quote", ""], ["--separator", ";", "--quote", ";"], ["--format", "tsv", "--quote", "tab"],
  ])
  func `bytes that cannot be between or around fields are wrong usage`(options: [String]) throws {
    let folder = try ScratchFolder()
    try folder.write("id,text\n1,a\n", to: "a.csv")
    for command in [
      ["convert", "a.csv", "b.jsonl"], ["sample", "a.csv", "--count", "1", "-o", "o.csv"],
    ] {
      let result = try run(command + options, in: folder)
      #expect(result.exitCode == 64, "\(options): \(result.errors)")
      #expect(try run(command, in: folder).exitCode == 0)
    }
    try folder.write("id\ttext\n1\ta\n", to: "a.tsv")
    #expect(try run(["convert", "a.tsv", "b.csv", "--quote", "tab"], in: folder).exitCode == 64)
  }

  @Test func `a header that holds another separator is told by commands that read a corpus`() throws
  {
    let folder = try ScratchFolder()
    try folder.write("id;text\n1;a\n", to: "a.csv")
    for command in [
      ["convert", "a.csv", "b.jsonl"], ["convert", "a.csv", "b.csv"],
      ["sample", "a.csv", "--count", "1", "-o", "c.csv"],
    ] {
      let result = try run(command, in: folder)
      #expect(result.exitCode == 0)
      #expect(result.errors.contains("a.csv:1: warning: the header is one field, 'id;text'"))
      #expect(result.errors.contains("help: pass '--separator' if fields are separated by ';'"))
      #expect(result.errors.count(of: "warning") == 1)
      #expect(!(try run(command + ["--quiet"], in: folder)).errors.contains("warning"))
    }
    let fixed = try run(["convert", "a.csv", "b.jsonl", "--separator", ";"], in: folder)
    #expect(!fixed.errors.contains("warning"))
  }

  @Test func `columns are those of the documents that are read`() throws {
    let folder = try ScratchFolder()
    try folder.write("{\"a\":\"1\"}\n{\"b\":\"2\"}\n", to: "a.jsonl")
    let limited = try run(
      ["convert", "a.jsonl", "-", "--output-format", "csv", "--limit", "1", "--quiet"],
      in: folder
    )
    #expect(limited.output == "a\n1\n")
    try folder.write("{\"a\":\"1\"}\n{\"b\":\"1\",\"b\":\"2\",\"c\":\"3\"}\n", to: "b.jsonl")
    let skipped = try run(
      ["convert", "b.jsonl", "-", "--output-format", "csv", "--on-error", "skip", "--quiet"],
      in: folder
    )
    #expect(skipped.output == "a\n1\n")
    try folder.write(
      "{\"id\":\"1\",\"text\":\"subscribe\"}\n{\"text\":\"x\",\"stray\":\"y\"}\n",
      to: "c.jsonl"
    )
    let labeled = try Workspace.shared().succeed(
      ["label", "Comments", "c.jsonl", "-o", "l.csv", "--on-error", "skip", "--quiet"],
      in: folder
    )
    #expect(labeled.exitCode == 0)
    #expect(try folder.text(of: "l.csv").hasPrefix("id,text,label,"))
  }

  @Test func `files of one name in several folders have ids of their own`() throws {
    let folder = try ScratchFolder()
    for name in ["a/x", "b/x", "b/y"] {
      try FileManager.default.createDirectory(
        atPath: "\(folder.path)/\(name.prefix(1))",
        withIntermediateDirectories: true
      )
      try folder.write("text\nhello\n", to: "\(name).csv")
    }
    let workspace = try Workspace.shared()
    try workspace.succeed(
      ["apply", "Comments", "a/x.csv", "b/x.csv", "b/y.csv", "-o", "v.csv", "--quiet"],
      in: folder
    )
    let ids = try folder.text(of: "v.csv").split(separator: "\n").dropFirst().map {
      $0.prefix { $0 != "," }
    }
    #expect(ids == ["a/x.csv:1", "b/x.csv:1", "y.csv:1"])
    let twice = try workspace.run(
      ["apply", "Comments", "a/x.csv", "./a/x.csv", "-o", "w.csv", "--quiet"],
      in: folder
    )
    #expect(twice.exitCode == 1)
    #expect(twice.errors.contains("help: name each file once"))
  }

  @Test func `a null is told from a missing field`() throws {
    let folder = try ScratchFolder()
    try folder.write("{\"id\":null,\"text\":\"a\"}\n", to: "a.jsonl")
    try folder.write("{\"id\":\"1\",\"text\":null}\n", to: "b.jsonl")
    let workspace = try Workspace.shared()
    for (file, field) in [("a", "id"), ("b", "text")] {
      let result = try workspace.run(
        ["apply", "Comments", "\(file).jsonl", "-o", "v.csv", "--quiet"],
        in: folder
      )
      #expect(result.exitCode == 1)
      #expect(result.errors.contains("field '\(field)' for '--\(field)-field' is not null"))
      #expect(!result.errors.contains("did you mean"))
    }
  }

  @Test func `help for an output field that exists names an option of the command`() throws {
    let folder = try ScratchFolder()
    try folder.write("id,inclusion_probability,class_weight\n1,3,4\n", to: "a.csv")
    let sample = ["sample", "a.csv", "--count", "1", "-o", "o.csv"]
    #expect(try run(sample, in: folder).errors.contains("'--probability-field'"))
    #expect(try run(sample + ["--reservoir"], in: folder).errors.contains("'--probability-field'"))
    let weights = ["--probability-field", "p", "--class-field", "id", "--class-weights", "inverse"]
    #expect(try run(sample + weights, in: folder).errors.contains("leave '--class-weights' out"))
  }

  @Test func `functions see an element's text, never its source`() throws {
    let folder = try ScratchFolder()
    let xml = """
      <set><doc><id v="1">d1</id><body lang="en">please <b>subscribe</b> to my <i>channel</i></body>
      <gold by="x">spam</gold></doc></set>
      """
    try folder.write(xml, to: "a.xml")
    let workspace = try Workspace.shared()
    let options = ["--record", "doc", "--text-field", "body", "--gold-field", "gold"]
    try workspace.succeed(
      ["label", "Comments", "a.xml", "-o", "l.jsonl", "--quiet"] + options,
      in: folder
    )
    let line = try folder.text(of: "l.jsonl")
    #expect(line.contains("\"label\":\"spam\""))
    try workspace.succeed(
      ["apply", "Comments", "a.xml", "-o", "v.csv", "--quiet"] + options,
      in: folder
    )
    #expect(try folder.text(of: "v.csv").split(separator: "\n")[1].hasPrefix("d1,"))
  }

  @Test func `a table comes back from XML under its names`() throws {
    let folder = try ScratchFolder()
    let csv = "Review Text,2nd,caf\u{E9},cafe\u{301},p:q,@k l,\"\"\nhello,x,1,2,3,4,5\n"
    try folder.write(csv, to: "a.csv")
    _ = try run(["convert", "a.csv", "b.xml", "--quiet"], in: folder)
    _ = try run(["convert", "b.xml", "c.csv", "--record", "document", "--quiet"], in: folder)
    #expect(try folder.text(of: "c.csv") == csv)
  }
}

extension String {
  fileprivate func count(of word: String) -> Int { ranges(of: word).count }
}
