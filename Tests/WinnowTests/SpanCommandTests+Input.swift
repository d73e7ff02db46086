import LabelingCore
import TestSupport
import Testing

/// What files of spans may hold, and what is said of others.
extension SpanCommandTests {
  @Test(arguments: [
    (
      #"{"0": {"data": {"text": ["a"]}, "weak_labels": [[], [], [[0, 2, "drug"]]]}}"#, "1:58",
      "1 tokens"
    ),
    (
      #"{"0": {"data": {"text": ["a"]}, "weak_labels": [[], [], [[0, 1, "drog"]]]}}"#, "1:65",
      "did you mean 'drug'"
    ),
    (#"{"0": {"data": {"text": ["a"]}, "weak_labels": [[], []]}}"#, "1:48", "3 functions"),
    (
      #"{"0": {"data": {"text": ["a"]}, "weak_labels": [[], [], [[0, "drug"]]]}}"#, "1:58",
      "[start, end, type]"
    ),
    (#"{"0": {"data": {}, "weak_labels": []}}"#, "1:7", "'data' with its tokens"),
    ("{\n\"0\": {\"data\" []}}", "2:14", "a ':' follows the key"),
    ("[]", "1:1", "an object of documents"),
    ("{}\n{}", "2:1", "help: the file is one object of documents"),
    (
      #"{"0": {"data": {"text": ["a"]}, "weak_labels": [["B-drug", "X", "O"]]}}"#, "1:60",
      "a tag is O, or B- or I- with a type, not 'X'\nhelp: a document of two tokens"
    ),
  ])
  func `bad input is told with its place`(text: String, place: String, words: String) throws {
    let folder = try ScratchFolder()
    try folder.write(Self.facts, to: "meta.json")
    try folder.write(text, to: "v.json")
    let errors = try failure("fit v.json --format wrench-spans -o m.json", in: folder)
    #expect(errors.hasPrefix("v.json:\(place): error: "), "\(errors)")
    #expect(errors.contains(words), "\(errors)")
  }

  @Test func `files that hold no votes, no types or no documents are told`() throws {
    let folder = try folder()
    try run("fit train.json --format wrench-spans -o m.json", in: folder)
    let fit = "fit v.json --format wrench-spans -o n.json"
    for (text, words) in [
      ("\n", "the file is empty\nhelp: a document is {"),
      ("{}", "the file holds no document\nhelp: a document is {"),
    ] {
      try folder.write(text, to: "v.json")
      let errors = try failure(fit, in: folder)
      #expect(errors.hasPrefix("v.json: error: \(words)"), "\(errors)")
    }
    try folder.write(#"{"lf": ["names"]}"#, to: "meta.json")
    try folder.write(#"{"0": {"data": {"text": ["a"]}, "weak_labels": [[]]}}"#, to: "v.json")
    let errors = try failure(fit, in: folder)
    #expect(errors.hasPrefix("v.json: error: no function marks anything"), "\(errors)")
    try folder.write(#"{"id":"0","text":"a","offsets":"bytes","spans":[]}"#, to: "l.jsonl")
    let predict = "predict l.jsonl --format spans-jsonl --model m.json -o s.jsonl"
    #expect(try failure(predict, in: folder).contains("the file has no votes of functions"))
    let labels = try failure("evaluate v.json --gold v.json --gold-format wrench-spans", in: folder)
    #expect(
      labels.contains("help: a line is") && labels.contains("formats of spans are 'wrench-spans'")
    )
  }

  @Test func `a span that cuts a grapheme is not written as graphemes`() throws {
    let folder = try folder()
    try folder.write(Self.accentSet, to: "test.json")
    try run("fit test.json --format wrench-spans -o m.json", in: folder)
    let errors = try failure(predict + " --offsets graphemes", in: folder)
    #expect(
      errors.hasPrefix("test.json:1: error: the span '\u{301}b' of document '0'"),
      "\(errors)"
    )
    try run(predict + " --offsets characters", in: folder)
    #expect(try folder.text(of: "s.jsonl").contains(#""spans":[{"start":2,"end":4,"#))
    #expect(try evaluate("s.jsonl \(gold)", in: folder).strict.f1 == 1)
  }

  @Test func `a document of many spans takes no time that grows with their square`() throws {
    let folder = try folder()
    let count = 40_000
    let spans = (0..<count).map { "[\(2 * $0), \(2 * $0 + 1), \"drug\"]" }
      .joined(separator: ", ")
    let tokens = [String](repeating: "\"a\"", count: 2 * count).joined(separator: ", ")
    try folder.write(
      "{\"0\": {\"label\": [\(spans)], \"data\": {\"text\": [\(tokens)]}, "
        + "\"weak_labels\": [[\(spans)], [\(spans)], []]}}",
      to: "test.json"
    )
    try run("fit test.json --format wrench-spans -o m.json", in: folder)
    let clock = ContinuousClock()
    let time = try clock.measure {
      try run(predict, in: folder)
      #expect(try evaluate("s.jsonl \(gold)", in: folder).strict.f1 == 1)
    }
    #expect(time < .seconds(30), "\(time)")
  }

  @Test func `labels that do not fit their text are told with both`() throws {
    let folder = try folder()
    func line(_ start: Int, _ offsets: String) -> String {
      #"{"id":"0","text":"Ärzte","offsets":"\#(offsets)","#
        + #""spans":[{"start":\#(start),"end":3,"label":"x","text":"rz"}]}"# + "\n"
    }
    try folder.write(line(1, "characters"), to: "gold.jsonl")
    #expect(
      try evaluate("gold.jsonl --gold gold.jsonl --gold-format spans-jsonl", in: folder).strict.f1
        == 1
    )
    for (start, offsets, words) in [
      (0, "characters", "is 'Ärz' by its positions, and 'rz' by its text"),
      (1, "bytes", "begins and ends between characters"),
      (4, "utf16", "begins before it ends"), (0, "words", "'offsets' says what positions count"),
    ] {
      try folder.write(line(start, offsets), to: "labels.jsonl")
      let errors = try failure(
        "evaluate labels.jsonl --gold gold.jsonl --gold-format spans-jsonl",
        in: folder
      )
      #expect(errors.hasPrefix("labels.jsonl:1:") && errors.contains(words), "\(errors)")
    }
    try folder.write(#"{"id":"0","text":"Arzt","offsets":"bytes","spans":[]}"#, to: "labels.jsonl")
    let errors = try failure(
      "evaluate labels.jsonl --gold gold.jsonl --gold-format spans-jsonl",
      in: folder
    )
    #expect(errors.contains("document '0' has another text than in 'labels.jsonl'"))
  }
}
