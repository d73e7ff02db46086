import Foundation
import TestSupport
import Testing
import WebDriver

/// The shipped task of coarse votes, votes against classes and scores, through the program; the tests
/// know it as `Pets`.
struct AnimalPostsTests {
  private static let corpus = PackageFolder.path("Datasets/animals/animals.csv")
  private static let coarse = [
    "has_fur", "has_feathers", "lives_on_the_sofa", "lives_in_the_garden", "chews_and_digs",
    "uses_a_tray", "comes_from_a_shop", "moves_about", "is_compared_with",
  ]

  private struct Score: Decodable {
    var accuracy: Double
    var coverage: Double
    var log_loss: Double
  }

  /// A folder with the votes, the gold labels and the labels of the corpus.
  private func labeled() throws -> ScratchFolder {
    let folder = try ScratchFolder()
    try Workspace.shared().succeed(
      [
        "label", "Pets", Self.corpus, "-o", "l.csv", "--save-model", "m.json",
        "--provenance",
      ],
      in: folder
    )
    try Workspace.shared().succeed(
      ["apply", "Pets", Self.corpus, "-o", "v.votes"],
      in: folder
    )
    let table = PlainCSV(try folder.text(of: "l.csv"))
    let gold = zip(table["id"], table["gold"]).filter { !$1.isEmpty }.map { "\($0),\($1)\n" }
    try folder.write("id,label\n" + gold.joined(), to: "gold.csv")
    return folder
  }

  private func fitted(
    _ options: [String],
    without functions: [String] = [],
    in folder: ScratchFolder
  ) throws -> Score {
    let left = functions.flatMap { ["--exclude", $0] }
    try Workspace.shared().succeed(["fit", "v.votes", "-o", "f.json"] + left + options, in: folder)
    try Workspace.shared().succeed(
      ["predict", "v.votes", "--model", "f.json", "-o", "p.csv"] + left,
      in: folder
    )
    return try score(of: "p.csv", in: folder)
  }

  private func score(of labels: String, in folder: ScratchFolder) throws -> Score {
    let scored = try Workspace.shared().succeed(
      ["evaluate", labels, "--gold", "gold.csv", "--json"],
      in: folder
    )
    return try JSONDecoder().decode(Score.self, from: Data(scored.outputBytes))
  }

  @Test func `sets, votes against classes and scores each make the labels better`() throws {
    let folder = try labeled()
    let all = try score(of: "l.csv", in: folder)
    let fine = try fitted([], without: Self.coarse, in: folder)
    #expect(all.coverage > fine.coverage + 0.1)
    #expect(all.accuracy > fine.accuracy)
    #expect(all.log_loss < fine.log_loss - 0.15)
    for set in [Array(Self.coarse.prefix(6)), Array(Self.coarse.suffix(3)), ["looks_like"]] {
      let without = try fitted([], without: set, in: folder)
      #expect(all.log_loss < without.log_loss - 0.02, "\(set)")
    }
  }

  @Test func `labels are better than those of majority vote`() throws {
    let folder = try labeled()
    let pooled = try score(of: "l.csv", in: folder)
    let majority = try fitted(["--model", "majority-vote"], in: folder)
    #expect(pooled.coverage > majority.coverage)
    #expect(pooled.log_loss < majority.log_loss)
    let report = try Workspace.shared().succeed(
      ["label", "Pets", Self.corpus, "--gold-field", "gold", "-o", "g.csv"],
      in: folder
    )
    // On the documents that both label.
    let lines = report.outputLines.filter { $0.hasPrefix("pooled ") || $0.hasPrefix("majority") }
    let accuracies = lines.map { Double($0.split(separator: " ")[1]) ?? 0 }
    try #require(accuracies.count == 4, "\(report.output)")
    #expect(accuracies[2] > accuracies[3])
  }

  @Test(arguments: ["votes", "csv", "tsv", "jsonl", "xml"])
  func `votes in a file say what they said when the corpus was labeled`(suffix: String) throws {
    let folder = try labeled()
    let workspace = try Workspace.shared()
    try workspace.succeed(["apply", "Pets", Self.corpus, "-o", "w.\(suffix)"], in: folder)
    let silence = suffix == "votes" ? [] : ["--silence", "functions"]
    // A vote file says in which groups the classes stand, a table does not.
    let classes = [
      "--classes", "cat,dog,goldfish,hen,parrot,rabbit", "--groups", "m.json",
    ]
    try workspace.succeed(["fit", "w.\(suffix)", "-o", "w.json"] + silence + classes, in: folder)
    try workspace.succeed(
      ["predict", "w.\(suffix)", "--model", "w.json", "-o", "w.out.csv", "--provenance"],
      in: folder
    )
    let (whole, steps) = (
      PlainCSV(try folder.text(of: "l.csv")), PlainCSV(try folder.text(of: "w.out.csv"))
    )
    #expect(steps["id"] == whole["id"])
    #expect(steps["label"] == whole["label"])
    for column in whole.header where column.hasPrefix("vote_") {
      #expect(steps[column] == whole[column], "\(column)")
    }
    // A record names only those who voted, so their order is another one.
    guard !["jsonl", "xml"].contains(suffix) else { return }
    #expect(try folder.bytes(of: "w.json") == folder.bytes(of: "m.json"))
    for column in steps.header { #expect(steps[column] == whole[column], "\(column)") }
  }

  @Test func `kept votes, other numbers of workers and made labels give the same bytes`() throws {
    let folder = try labeled()
    let workspace = try Workspace.shared()
    for options in [["--workers", "1", "--no-cache"], ["--workers", "2", "--no-cache"], []] {
      try workspace.succeed(
        [
          "label", "Pets", Self.corpus, "-o", "k.csv", "--save-model", "k.json",
          "--provenance",
        ] + options,
        in: folder
      )
      try workspace.succeed(
        ["apply", "Pets", Self.corpus, "-o", "k.votes"] + options,
        in: folder
      )
      #expect(try folder.bytes(of: "k.csv") == folder.bytes(of: "l.csv"), "\(options)")
      #expect(try folder.bytes(of: "k.json") == folder.bytes(of: "m.json"), "\(options)")
      #expect(try folder.bytes(of: "k.votes") == folder.bytes(of: "v.votes"), "\(options)")
    }
    try workspace.succeed(["verify", "l.csv"], in: folder)
    try workspace.succeed(
      ["test", "Pets", Self.corpus, "--record", "record.csv", "--limit", "200"],
      in: folder
    )
    try workspace.succeed(
      ["test", "Pets", Self.corpus, "--check", "record.csv", "--limit", "200"],
      in: folder
    )
  }

  @Test func `the analysis says what votes for a set would be right by chance`() throws {
    let folder = try labeled()
    let table = try Workspace.shared().succeed(
      ["analyze", "Pets", Self.corpus, "--gold-field", "gold"],
      in: folder
    )
    let rows = table.outputLines.map { $0.split(separator: " ").map(String.init) }
    let moves = try #require(rows.first { $0.first == "moves_about" })
    #expect(moves[1] == "!goldfish")
    let compared = try #require(table.outputLines.first { $0.hasPrefix("is_compared_with") })
    #expect(compared.contains("!cat, !dog, !goldfish, !hen, !parrot, !rabbit"), "\(compared)")
    let header = try #require(table.outputLines.first { $0.hasPrefix("function") })
    #expect(header.contains("accuracy  by chance"))
    // Of `votes coverage overlaps conflicts correct incorrect accuracy chance interval`.
    let (accuracy, chance) = (Double(moves[8]) ?? 0, Double(moves[9]) ?? 0)
    #expect(chance > 0.9 && accuracy > chance)
  }

  @Test func `what a function is worth is what is lost without it`() throws {
    let folder = try labeled()
    struct Analysis: Decodable {
      struct Function: Decodable {
        var name: String
        var log_loss_gain: Double?
      }
      var functions: [Function]
    }
    let result = try Workspace.shared().succeed(
      ["errors", "Pets", Self.corpus, "--gold-field", "gold", "--json"],
      in: folder
    )
    let analysis = try JSONDecoder().decode(Analysis.self, from: Data(result.outputBytes))
    let all = try score(of: "l.csv", in: folder).log_loss
    for name in ["has_feathers", "has_fur", "looks_like"] {
      let gain = try #require(analysis.functions.first { $0.name == name }?.log_loss_gain)
      let without = try fitted([], without: [name], in: folder).log_loss
      #expect(abs(without - all - gain) < 0.005, "\(name): \(gain), \(without - all)")
    }
  }

  @Test func `an explanation names sets, scores and their levels, and adds up`() throws {
    let folder = try labeled()
    let table = PlainCSV(try folder.text(of: "l.csv"))
    let scores = table["vote_looks_like"]
    let place = try #require(
      scores.indices.first {
        scores[$0].hasPrefix("hen|parrot@") && table["vote_has_fur"][$0] == ""
      }
    )
    let id = table["id"][place]
    let text = try Workspace.shared().succeed(
      ["explain", id, "v.votes", "--model", "m.json"],
      in: folder
    )
    let line = try #require(text.outputLines.first { $0.hasPrefix("looks_like") })
    #expect(line.contains(scores[place]) && line.contains(" of 8"), "\(text.output)")
    let numbers = text.outputLines.dropFirst().prefix { !$0.hasPrefix("class") }.map {
      Double($0.split(separator: " ").last ?? "") ?? 0
    }
    let sum = try #require(numbers.last)
    #expect(abs(numbers.dropLast().reduce(0, +) - sum) < 0.003, "\(text.output)")
    let shown = try Workspace.shared().succeed(["model", "show", "m.json"], in: folder)
    let worth = try #require(shown.outputLines.first { $0.hasPrefix("'looks_like': a confidence") })
    let rates = worth.split(separator: " is right ").dropFirst().map {
      Double($0.prefix { $0.isNumber || $0 == "." }) ?? 0
    }
    #expect(rates.count == 8 && rates == rates.sorted(), "\(worth)")
  }

  @Test func `labels stop at a group where no animal is probable enough`() throws {
    let folder = try labeled()
    let told = try Workspace.shared().succeed(
      ["label", "Pets", Self.corpus, "-o", "c.csv", "--coarse-below", "0.6"],
      in: folder
    )
    #expect(told.output.contains("feathered") && told.output.contains("furry"), "\(told.output)")
    let (fine, coarse) = (
      PlainCSV(try folder.text(of: "l.csv")), PlainCSV(try folder.text(of: "c.csv"))
    )
    let groups = ["furry": ["cat", "dog", "rabbit"], "feathered": ["hen", "parrot"]]
    for (label, said) in zip(fine["label"], coarse["label"]) where groups[said] == nil {
      #expect(said.isEmpty || said == label)
    }
    func accuracy(_ labels: [String]) -> Double {
      let judged = zip(labels, fine["gold"]).filter { !$0.isEmpty && !$1.isEmpty }
      let right = judged.count { label, gold in groups[label]?.contains(gold) ?? (label == gold) }
      return Double(right) / Double(judged.count)
    }
    #expect(accuracy(coarse["label"]) > accuracy(fine["label"]) + 0.05)
  }

  @Test func `documents are shown with what each vote says, and where sets conflict`() throws {
    let folder = try ScratchFolder()
    let shown = try Workspace.shared().succeed(
      [
        "show", "Pets", Self.corpus, "--gold-field", "gold", "--conflict", "has_feathers",
        "--output-format", "jsonl",
      ],
      in: folder
    )
    let documents = shown.outputLines
    #expect(documents.count > 3)
    #expect(documents.allSatisfy { $0.contains(#""hen|parrot""#) })
    let bucket = try Workspace.shared().succeed(
      [
        "show", "Pets", Self.corpus, "--gold-field", "gold", "--bucket",
        "gold=parrot,label=hen", "--count", "3",
      ],
      in: folder
    )
    #expect(bucket.output.contains("gold parrot, label hen"))
  }

  @Test func `a report tells sets and what chance would give`() throws {
    let folder = try labeled()
    try Workspace.shared().succeed(
      ["label", "Pets", Self.corpus, "--gold-field", "gold", "-o", "r.csv"],
      in: folder
    )
    try Workspace.shared().succeed(["report", "r.csv", "-o", "r.html"], in: folder)
    let page = try folder.text(of: "r.html")
    for words in ["cat|dog|rabbit", "!goldfish", "By chance"] {
      #expect(page.contains(words), "\(words)")
    }
  }

  @Test func `a session shows and fits what functions say`() throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    try workspace.succeed(
      [
        "session", "start", Self.corpus, "--task", "Pets", "--hide", "gold", "--no-ask",
        "-o", "a.session",
      ],
      in: folder
    )
    let status = try workspace.succeed(["session", "status", "a.session"], in: folder)
    #expect(status.output.contains("1500"), "\(status.output)")
    try folder.write("4\n1\nq\n", to: "keys.txt")
    let asked = try workspace.succeed(
      ["session", "resume", "a.session", "--annotator", "anna", "--lines"],
      in: folder,
      input: "\(folder.path)/keys.txt"
    )
    #expect(asked.output.contains("|") && asked.errors.contains("2 answers"), "\(asked.errors)")
    try workspace.succeed(
      ["session", "export", "a.session", "--labels", "-o", "s.csv"],
      in: folder
    )
    #expect(PlainCSV(try folder.text(of: "s.csv")).rows.count == 1500)
    try workspace.succeed(
      [
        "label", "Pets", Self.corpus, "--gold", "a.session", "-o", "g.csv",
      ],
      in: folder
    )
  }

  @Test func `sessions are simulated with what functions say`() throws {
    let folder = try ScratchFolder()
    let simulated = try Workspace.shared().succeed(
      [
        "simulate", Self.corpus, "--gold", "gold", "--task", "Pets", "--budget", "20",
        "--strategies", "margin", "--limit", "300", "--json",
      ],
      in: folder
    )
    #expect(simulated.output.contains("margin"))
  }

  @Test func `lines in a pipe, a bundle and a server answer what a corpus gets`() throws {
    let folder = try ScratchFolder()
    let workspace = try Workspace.shared()
    try workspace.succeed(
      ["convert", Self.corpus, "-o", "all.jsonl", "--limit", "300"],
      in: folder
    )
    let corpus = try folder.text(of: "all.jsonl")
    let server = try ServerUnderTest(labeling: "Pets", like: corpus, in: folder)
    let expected = try folder.text(of: "labels.jsonl")
    let lines = try workspace.succeed(
      ["worker", "Pets", "--mode", "label", "--model", "model.json", "--provenance"],
      in: folder,
      input: "\(folder.path)/corpus.jsonl"
    )
    #expect(lines.output == expected)
    let reply = try server.send(
      "POST",
      "/v1/label?provenance=true",
      as: "",
      headers: ["Content-Type": "application/x-ndjson"],
      body: corpus
    )
    #expect(reply.status == 200 && reply.text == expected)
    let document = try #require(corpus.split(separator: "\n").first)
    let answer = try server.json(
      "POST",
      "/v1/label",
      as: "",
      body: "{\"document\": \(document), \"explain\": true}"
    )
    #expect((answer["results"] as? [[String: Any]])?.first?["explanation"] != nil)
    try workspace.succeed(
      ["bundle", "Pets", "-o", "b.tar.gz", "--model", "model.json"],
      in: folder
    )
    let bundled = try CommandLineTool.shell(
      """
      mkdir b && tar -xzf b.tar.gz -C b || exit 1
      b/bin/winnow worker --mode label --provenance < corpus.jsonl
      """,
      in: folder
    )
    #expect(bundled.output == expected, "\(bundled.errors)")
  }

  @Test func `statistics of shards are fitted to the model of the whole`() throws {
    let folder = try labeled()
    let workspace = try Workspace.shared()
    try workspace.succeed(["convert", Self.corpus, "-o", "all.jsonl"], in: folder)
    let lines = try folder.text(of: "all.jsonl").split(separator: "\n")
    var statistics = ""
    for part in [lines[1100...], lines[..<300], lines[300..<1100]] {
      try folder.write(part.joined(separator: "\n"), to: "part.jsonl")
      statistics += try workspace.succeed(
        ["worker", "Pets", "--mode", "stats"],
        in: folder,
        input: "\(folder.path)/part.jsonl"
      ).output
    }
    try folder.write(statistics, to: "stats.jsonl")
    try workspace.succeed(["fit", "--stats", "stats.jsonl", "-o", "parts.json"], in: folder)
    #expect(try folder.bytes(of: "parts.json") == folder.bytes(of: "m.json"))
  }
}
