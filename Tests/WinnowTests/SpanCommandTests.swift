import Foundation
import LabelingCore
import TestSupport
import Testing

/// Spans of documents, through the program.
struct SpanCommandTests {
  /// What `meta.json` next to a set says.
  static let facts = #"{"lf": ["names", "long_names", "titles"], "entity_types": ["drug", "dose"]}"#

  /// A set in the JSON of WRENCH: entities of two types, that functions find, cut, miss and invent.
  static func set(documents: Int, seed: UInt64) -> String {
    var generator = SeededGenerator(seed: seed)
    func happens(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &generator) < share }
    let types = ["drug", "dose"]
    let lines = (0..<documents).map { d in
      var tokens: [String] = []
      var gold: [String] = []
      var votes: [[String]] = [[], [], []]
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        tokens.append("word\(tokens.count)")
        let (start, end) = (tokens.count, tokens.count + Int.random(in: 1...3, using: &generator))
        while tokens.count < end { tokens.append("Näme\(tokens.count)") }
        let t = Int.random(in: 0...1, using: &generator)
        let isTrue = happens(0.8)
        if isTrue { gold.append("[\(start), \(end), \"\(types[t])\"]") }
        for f in 0..<3 where happens(isTrue ? 0.7 : 0.25) {
          let type = happens(0.9) ? types[t] : types[1 - t]
          let cut = f == 0 && end - start > 1 && happens(0.4) ? end - 1 : end
          votes[f].append("[\(start), \(cut), \"\(type)\"]")
        }
      }
      let text = tokens.map { "\"\($0)\"" }.joined(separator: ", ")
      let weak = votes.map { "[\($0.joined(separator: ", "))]" }.joined(separator: ", ")
      return "  \"\(d)\": {\n    \"label\": [\(gold.joined(separator: ", "))],\n"
        + "    \"data\": {\"text\": [\(text)]},\n    \"weak_labels\": [\(weak)]\n  }"
    }
    return "{\n" + lines.joined(separator: ",\n") + "\n}\n"
  }

  /// A set in which two functions mark a part of what the third marks, and are right.
  static let nestedSet: String = {
    let documents = (0..<60).map { d in
      #""\#(d)": {"label": [[0, 1, "drug"]], "data": {"text": ["a", "b", "c"]}, "#
        + #""weak_labels": [[[0, 1, "drug"]], [[0, 1, "drug"]], [[0, 2, "drug"]]]}"#
    }
    return "{" + documents.joined(separator: ",\n") + "}\n"
  }()

  /// A token that begins with an accent, which belongs to the blank before it for a reader.
  static let accentSet = #"""
    {"0": {"label": [[1, 2, "drug"]], "data": {"text": ["a", "\u0301b"]},
      "weak_labels": [[[1, 2, "drug"]], [[1, 2, "drug"]], []]}}
    """#

  func folder() throws -> ScratchFolder {
    let folder = try ScratchFolder()
    try folder.write(Self.set(documents: 300, seed: 1), to: "train.json")
    try folder.write(Self.set(documents: 100, seed: 2), to: "test.json")
    try folder.write(Self.facts, to: "meta.json")
    return folder
  }

  @discardableResult
  func run(_ line: String, in folder: ScratchFolder) throws -> CommandResult {
    let result = try CommandLineTool.run(line.split(separator: " ").map(String.init), in: folder)
    #expect(result.exitCode == 0, "\(line): \(result.errors)")
    return result
  }

  func failure(
    _ line: String,
    in folder: ScratchFolder,
    exitCode: Int32 = 1
  ) throws -> String {
    let before = try folder.names()
    let result = try CommandLineTool.run(line.split(separator: " ").map(String.init), in: folder)
    #expect(result.exitCode == exitCode, "\(line): \(result.output) \(result.errors)")
    #expect(try folder.names() == before, "nothing is half-written")
    return result.errors
  }

  /// The parts of a score that the tests look at.
  struct Report: Decodable {
    struct Score: Decodable {
      struct Bounds: Decodable {
        var lower: Double
        var upper: Double
      }
      var precision: Double?
      var recall: Double?
      var f1: Double?
      var f1_interval: Bounds?
    }
    struct TypeScore: Decodable {
      var name: String
      var strict: Score
    }
    var documents: Int
    var strict: Score
    var partial: Score
    var types: [TypeScore]
    var outcomes: [String: Int]
  }

  func evaluate(_ line: String, in folder: ScratchFolder) throws -> Report {
    let result = try run("evaluate \(line) --json", in: folder)
    return try JSONDecoder().decode(Report.self, from: Data(result.output.utf8))
  }

  let predict = "predict test.json --format wrench-spans --model m.json -o s.jsonl"
  let gold = "--gold test.json --gold-format wrench-spans"

  @Test(arguments: [
    "spans", "span-majority", "longest-match", "token-majority", "token-dawid-skene",
  ])
  func `votes are fitted, shown, predicted and evaluated`(model: String) throws {
    let folder = try folder()
    let fit = try run("fit train.json --format wrench-spans --model \(model) -o m.json", in: folder)
    #expect(fit.output.contains(model))
    #expect(fit.errors.contains("300 documents"))
    let shown = try run("model show m.json", in: folder)
    #expect(shown.output.contains("\(model), spans of documents: 300 documents"))
    #expect(shown.output.contains("long_names"))
    try run("model show m.json --json", in: folder)
    try run(predict, in: folder)
    let report = try evaluate("s.jsonl \(gold)", in: folder)
    #expect(report.documents == 100)
    let f1 = try #require(report.strict.f1)
    #expect(f1 > 0.5, "\(f1)")
    let interval = try #require(report.strict.f1_interval)
    #expect(interval.lower < f1 && f1 < interval.upper)
    #expect(try #require(report.partial.f1) >= f1)
    #expect(report.types.map(\.name) == ["dose", "drug"])
    #expect(report.outcomes["exact"] ?? 0 > 0)
    let text = try run("evaluate s.jsonl \(gold)", in: folder).output
    #expect(text.contains("strict") && text.contains("partial") && text.contains("invented"))
  }

  @Test func `labels are lines of disjoint spans with text, probability and votes`() throws {
    let folder = try folder()
    try run("fit train.json --format wrench-spans -o m.json", in: folder)
    struct Line: Decodable {
      struct Span: Decodable {
        var start: Int
        var end: Int
        var label: String
        var text: String
        var probability: Double
        var votes: [String]
      }
      var id: String
      var text: String
      var tokens: [String]
      var offsets: String
      var spans: [Span]
      var candidates: [Span]?
    }
    func lines(_ options: String) throws -> [Line] {
      try run(predict + options, in: folder)
      return try folder.text(of: "s.jsonl").split(separator: "\n").map {
        try JSONDecoder().decode(Line.self, from: Data($0.utf8))
      }
    }
    let plain = try lines("")
    #expect(plain.map(\.id) == (0..<100).map(String.init))
    for line in plain {
      #expect(line.offsets == "tokens" && line.text == line.tokens.joined(separator: " "))
      #expect(zip(line.spans, line.spans.dropFirst()).allSatisfy { $0.end <= $1.start })
      for span in line.spans {
        #expect(span.text == line.tokens[span.start..<span.end].joined(separator: " "))
        #expect((0...1).contains(span.probability))
      }
    }
    #expect(plain.contains { $0.spans.contains { $0.votes == ["names", "long_names", "titles"] } })
    // Boundaries of one function with the type of another have no vote that is exactly theirs.
    let spans = plain.flatMap(\.spans)
    #expect(spans.count { $0.votes.isEmpty } * 10 < spans.count)
    let f1 = try evaluate("s.jsonl \(gold)", in: folder).strict.f1
    for unit in ["bytes", "characters", "utf16", "graphemes"] {
      let other = try lines(" --offsets \(unit) --candidates")
      for (line, own) in zip(other, plain) {
        #expect(line.offsets == unit)
        #expect(line.candidates?.count ?? 0 >= line.spans.count)
        for (span, token) in zip(line.spans, own.spans) {
          let text: String
          switch unit {
          case "bytes":
            text = String(decoding: Array(line.text.utf8)[span.start..<span.end], as: UTF8.self)
          case "utf16":
            text = String(decoding: Array(line.text.utf16)[span.start..<span.end], as: UTF16.self)
          default: text = String(Array(line.text)[span.start..<span.end])
          }
          #expect(text == span.text && text == token.text)
        }
      }
      #expect(try evaluate("s.jsonl \(gold)", in: folder).strict.f1 == f1, "\(unit)")
    }
    let itself = "s.jsonl --gold s.jsonl --gold-format spans-jsonl"
    #expect(try evaluate(itself, in: folder).strict.f1 == 1)
    let own = "test.json --format wrench-spans \(gold)"
    #expect(try evaluate(own, in: folder).strict.f1 == 1)
  }

  @Test func `a subset of the functions votes, and gold documents are learned from`() throws {
    let folder = try folder()
    try run(
      "fit train.json --format wrench-spans --functions titles,names -o m.json",
      in: folder
    )
    let shown = try run("model show m.json", in: folder)
    #expect(!shown.output.contains("long_names"))
    #expect(try run(predict, in: folder).errors.contains("left out, as the model lacks them"))
    try folder.write(Self.set(documents: 100, seed: 1), to: "gold.json")
    try run("fit train.json --format wrench-spans --gold gold.json -o g.json", in: folder)
    #expect(try run("model show g.json", in: folder).output.contains("100 gold documents"))
    let errors = try failure(
      "fit train.json --format wrench-spans --gold test.json -o h.json",
      in: folder
    )
    #expect(errors.contains("has another text than in 'train.json'"), "\(errors)")
  }

  @Test func `gold documents that are not among the votes are told`() throws {
    let folder = try folder()
    let fit = "fit train.json --format wrench-spans --gold gold.json -o g.json"
    let gold = Self.set(documents: 40, seed: 1)
    try folder.write(gold.replacing("  \"1\":", with: "  \"one\":"), to: "gold.json")
    let errors = try run(fit, in: folder).errors
    #expect(
      errors.contains(
        "gold.json: warning: 1 gold document is not among the votes\n"
          + "note: nothing is learned from them: 'one'"
      ),
      "\(errors)"
    )
    try folder.write(gold.replacing("\n  \"", with: "\n  \"x"), to: "gold.json")
    #expect(
      try failure(fit, in: folder).hasPrefix(
        "gold.json: error: no gold document is among the votes"
      )
    )
  }

  @Test func `a fit is the same to the byte when it is repeated`() throws {
    let folder = try folder()
    try run("fit train.json --format wrench-spans -o m.json", in: folder)
    try run("fit train.json --format wrench-spans -o n.json", in: folder)
    #expect(try folder.text(of: "m.json") == folder.text(of: "n.json"))
  }

  @Test func `what votes cannot show is said`() throws {
    let folder = try folder()
    let lone = #"""
      {"0": {"label": [], "data": {"text": ["a", "b", "c", "d"]},
        "weak_labels": [[[0, 1, "drug"]], [[2, 3, "drug"]], []]}}
      """#
    try folder.write(lone, to: "train.json")
    let errors = try run("fit train.json --format wrench-spans -o m.json", in: folder).errors
    #expect(errors.contains("spans of 'names', 'long_names' never overlap those of others"))
    #expect(errors.contains("'titles' marks nothing"))
    #expect(errors.contains("nobody marks a span of type 'dose'"))
    let shown = try run("model show m.json", in: folder).output
    #expect(shown.contains("never overlap those of others\nnote: nothing confirms them"))
  }

  @Test func `the older shape of WRENCH is read too`() throws {
    let folder = try ScratchFolder()
    let tags = #"""
      {"0": {"label": ["B-x", "I-x", "O", "I-y"], "data": {"text": ["a", "b", "c", "d"]},
        "weak_labels": [["\u0042-x", "O"], ["I-x", "B-x"], ["O", "O"], ["B-y", "O"]]},
      "1": {"label": [], "data": {"text": []}, "weak_labels": []}}
      """#
    let spans = #"""
      {"0": {"label": [[0, 2, "x"], [3, 4, "y"]], "data": {"text": ["a", "b", "c", "d"]},
        "weak_labels": [[[0, 2, "x"], [3, 4, "y"]], [[1, 2, "x"]]]},
      "1": {"label": [], "data": {"text": []}, "weak_labels": [[], []]}}
      """#
    for (name, text) in [("tags", tags), ("spans", spans)] {
      try folder.write(text, to: "\(name).json")
      try run(
        "fit \(name).json --format wrench-spans -o \(name).model.json --no-checks",
        in: folder
      )
    }
    #expect(try folder.text(of: "tags.model.json") == folder.text(of: "spans.model.json"))
    #expect(try folder.text(of: "tags.model.json").contains("function_2"))
  }

  @Test(arguments: [
    ("fit train.json --format wrench-spans --classes a,b -o m.json", "no effect with '--format"),
    ("fit train.json --functions names -o m.json", "no effect here"),
    ("predict test.json --format wrench-spans --model m.json -o l --ties first", "no effect with"),
    ("predict v.csv --candidates --model m.json -o l", "no effect here"),
    ("evaluate s.jsonl --gold test.json --gold-format wrench-spans --plots p", "no effect with"),
  ])
  func `options of other labels are wrong usage`(line: String, words: String) throws {
    let folder = try folder()
    #expect(try failure(line, in: folder, exitCode: 64).contains(words))
  }

  @Test func `functions and models that are not there are told`() throws {
    let folder = try folder()
    let fit = "fit train.json --format wrench-spans -o m.json"
    #expect(
      try failure(fit + " --functions nams", in: folder).contains("did you mean 'names'?")
    )
    #expect(
      try failure(fit + " --model span-majorty", in: folder)
        .contains("did you mean 'span-majority'?")
    )
    #expect(
      try failure(fit + " --model pooled", in: folder).contains("'pooled' is a model of classes")
    )
    try folder.write("id,f,g\na,x,x\nb,y,x\n", to: "v.csv")
    #expect(
      try failure("fit v.csv --model spans -o m.json", in: folder)
        .contains("'spans' is a model of spans")
    )
    #expect(
      try failure(fit + " --model longest-match --silence functions", in: folder, exitCode: 64)
        .contains("'--silence' does nothing for model 'longest-match'")
    )
  }
}
