import ByteIO
import CorpusIO
import LabelingCore
import TestSupport
import Testing

/// What readers have to say of a corpus that they can read.
struct CorpusNoticesTests {
  private func notices(
    _ files: [(name: String, text: String)],
    chunks: Bool = false
  ) throws -> [String] {
    let folder = try ScratchFolder()
    let paths = try files.map { try folder.write($0.text, to: $0.name) }
    var options = CorpusOptions()
    options.notices = .kept()
    let reader = try CorpusSequence(paths: paths, options: options, rejects: RejectLog())
    var batch = DocumentBatch()
    while try reader.read(into: &batch) {}
    return options.notices.diagnostics.map { notice in
      let place = notice.location?.path.split(separator: "/").last ?? ""
      return "\(place): \(notice.headline)"
    }
  }

  @Test(arguments: [
    ("id;text\n1;a\n", "the header is one field, 'id;text'"),
    ("id\ttext\n", "the header is one field, 'id\ttext'"),
    ("text\na\n\n\nb\n\n", "2 empty lines were passed over"),
  ])
  func `a file that may be read in a wrong way`(text: String, expected: String) throws {
    #expect(try notices([("a.csv", text)]) == ["a.csv: \(expected)"])
  }

  @Test(arguments: ["id,text\n1,a\n\n2,b\n", "text\na\n\n", "", "sep=;\nid;text\n1;a\n"])
  func `a file that is as it should be`(text: String) throws {
    #expect(try notices([("a.csv", text)]).isEmpty)
  }

  @Test func `headers that change are told once`() throws {
    let files = [("a.csv", "a,b\n"), ("b.csv", "b,a\n"), ("c.csv", "a,c\n"), ("d.csv", "d\n")]
    let told = try notices(files)
    #expect(told.count == 1)
    #expect(told[0].hasPrefix("c.csv: the header differs from that of"))
  }

  @Test func `names that differ in accents only are told`() throws {
    let told = try notices([("a.jsonl", "{\"caf\u{E9}\":1}\n{\"cafe\u{301}\":2}\n")])
    #expect(told.count == 1)
    #expect(told[0].contains("look the same and are two"))
  }

  @Test func `empty lines of a large file are counted once`() throws {
    let line = String(repeating: "x", count: 99) + "\n"
    let text = "t\n" + (0..<20_000).map { $0 % 100 == 0 ? "\n\n" + line : line }.joined() + "\n\n"
    #expect(try notices([("a.csv", text)]) == ["a.csv: 400 empty lines were passed over"])
  }

  @Test func `a line that names the separator is followed`() {
    var options = CorpusOptions()
    for text in ["sep=;\na;b\n1;2\n", "SEP=|\r\na|b\r\n1|2\r\n", "\u{FEFF}sep=\t\na\tb\n1\t2"] {
      #expect(Reading(text, .csv, options).documents.map(\.line) == [3])
      #expect(Reading(text, .csv, options).texts == ["a=1|b=2"])
    }
    #expect(Reading("\"sep=;\"\n1\n", .csv, options).fields == ["sep=;"])
    options.separator = UInt8(ascii: ",")
    #expect(Reading("sep=;\na,b\n1,2\n", .csv, options).texts == ["a=1|b=2"])
  }

  @Test func `names are compared by their code units`() {
    let lines = "{\"caf\u{E9}\":\"1\",\"cafe\u{301}\":\"2\"}\n"
    #expect(Reading(lines, .jsonl).fields.map { Array($0.utf8).count } == [5, 6])
    #expect(Reading("caf\u{E9},cafe\u{301}\n1,2\n", .csv).fields.count == 2)
  }

  @Test func `a record that was left out adds no field`() {
    let lines =
      "{\"a\":1}\n{\"b\":1,\"b\":2,\"c\":3}\n{\"d\":1}\n{\"\\u0065\":1,\"\\u0065\":2}\n{\"c\":1}\n"
    let reading = Reading(lines, .jsonl, policy: .skip)
    #expect(reading.rejectedCount == 2)
    #expect(reading.fields == ["a", "d", "c"])
    #expect(reading.texts == ["a#1", "d#1", "c#1"])
  }

  @Test func `an empty name between quotes is a name`() throws {
    #expect(Reading("\"\",,b\n1,2,3\n", .csv).fields == ["", "column2", "b"])
    let csv = try Writing("{\"\":\"x\",\"b\":\"y\"}", .jsonl, to: .csv)
    #expect(csv.text == "\"\",b\nx,y\n")
  }

  @Test func `halves of surrogate pairs are told where they are written otherwise`() throws {
    let line = "{\"a\":\"x\\ud800y\",\"b\":{\"c\":\"\\udc00\"},\"d\":\"\u{FFFD}\\ud83d\\ude00\"}"
    #expect(try Writing(line, .jsonl, to: .jsonl).losses.isEmpty)
    #expect(
      try Writing(line, .jsonl, to: .csv).losses == [
        "unpaired surrogates in field 'a' are written as U+FFFD (1)",
        "nested values of field 'b' are written as JSON text (1)",
      ]
    )
    #expect(
      try Writing(line, .jsonl, to: .xml).losses == [
        "unpaired surrogates in field 'a' are written as U+FFFD (1)",
        "unpaired surrogates in field 'b' are written as U+FFFD (1)",
      ]
    )
  }

  @Test func `losses of many fields are told as one`() {
    let losses = (0..<4000).map { ConversionLoss(kind: .missingAsEmpty, field: "f\($0)", count: 2) }
    let few = [ConversionLoss(kind: .typeAsText, field: "a", count: 1)]
    #expect(
      ConversionLoss.summed(losses + few + few).map(\.description) == [
        "documents without field 'f0' and 3999 more get an empty one (8000)",
        "numbers and booleans of field 'a' are written as text (2)",
      ]
    )
  }
}
