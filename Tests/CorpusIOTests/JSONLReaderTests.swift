import CorpusIO
import LabelingCore
import Testing

struct JSONLReaderTests {
  @Test func `values keep their kinds and their digits`() {
    let line =
      #"{"s":"a\u00e9\ud83d\ude00\/","n":-1.50e+3,"t":true,"f":false,"z":null,"a":[1, {"x":"\n"}],"o":{"k":"v"}}"#
    #expect(
      Reading(line, .jsonl).texts == [
        #"s=aé😀/|n#-1.50e+3|t?true|f?false|z!|a~[1, {"x":"\n"}]|o~{"k":"v"}"#
      ]
    )
  }

  @Test func `documents may have fields of their own in any order`() {
    let reading = Reading("{\"a\":1,\"b\":2}\n{\"b\":3,\"c\":4}\n{}\n{\"c\":5,\"a\":6}\n", .jsonl)
    #expect(reading.texts == ["a#1|b#2", "b#3|c#4", "", "c#5|a#6"])
    #expect(reading.fields == ["a", "b", "c"])
  }

  @Test func `escaped keys are the keys they stand for`() {
    let reading = Reading("{\"ab\":1}\n{\"\\u0061b\":2}\n", .jsonl)
    #expect(reading.texts == ["ab#1", "ab#2"])
  }

  @Test(arguments: [
    ("{\"a\":1,\"a\":2}", 8, "repeatedKey(\"a\")"),
    ("{\"a\":1,\"\\u0061\":2}", 8, "repeatedKey(\"a\")"),
    ("{\"a\":01}", 6, "invalidJSON(rule: \"a number has no leading zero\")"),
    ("{\"a\":1} x", 9, "invalidJSON(rule: \"nothing may follow the value\")"),
    ("[1]", 1, "notAnObject"),
    ("\"text\"", 1, "notAnObject"),
    (
      "{\"a\":\"tab\there\"}", 10,
      "invalidJSON(rule: \"control characters in a string are escaped\")"
    ),
  ])
  func `a bad line is rejected with its column`(line: String, column: Int, fault: String) {
    let reading = Reading("{\"a\":0}\n\(line)\n{\"a\":9}\n", .jsonl, policy: .skip)
    #expect(reading.texts == ["a#0", "a#9"])
    #expect(reading.rejected.map { "\($0.fault)" } == [fault])
    #expect(reading.rejected.map(\.location) == [SourceLocation("corpus", line: 2, column: column)])
    #expect(reading.rejected.map(\.raw) == [Array(line.utf8)])
  }

  @Test(arguments: ["[\n{\"a\":1},\n{\"a\":2}\n]\n", "{\n\"a\": 1\n}\n", "[{\"a\":1}]"])
  func `a file that is one JSON document says so`(text: String) throws {
    let error = try #require(Reading(text, .jsonl).error)
    #expect(error.description.contains("one JSON document and not JSON Lines"))
  }

  @Test func `bytes that are not UTF-8 make a bad record with line and column`() {
    var bytes = Array("{\"a\":\"x\"}\n{\"a\":\"".utf8)
    bytes += [0xC3, 0x28]
    bytes += Array("\"}\n{\"a\":\"é\"}".utf8)
    let reading = Reading(bytes: bytes, .jsonl, policy: .skip)
    #expect(reading.texts == ["a=x", "a=é"])
    #expect(reading.rejected.map(\.fault) == [.invalidUTF8(byte: 0xC3)])
    #expect(reading.rejected.map(\.location) == [SourceLocation("corpus", line: 2, column: 7)])
  }

  @Test func `nesting beyond the limit is a bad record`() {
    let deep = String(repeating: "[", count: 600) + String(repeating: "]", count: 600)
    let reading = Reading("{\"a\":\(deep)}\n{\"a\":1}\n", .jsonl, policy: .skip)
    #expect(reading.texts == ["a#1"])
    #expect(reading.rejectedCount == 1)
  }

  /// A record is first held to the one before: the same keys, written in the same way.
  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `a line means the same whatever lines stand before it`(seed: UInt64) {
    var rng = SeededGenerator(seed: seed)
    var lines = (0..<6).map { _ in Self.line(using: &rng) }
    lines += ["{}", "{\"a\":1,\"a\":2}", "{\"a\":1]", "{\"a\" \"b\"}"]
    let text = (0..<300).map { _ in lines.randomElement(using: &rng) ?? "" }
    let whole = Reading(text.joined(separator: "\n"), .jsonl, policy: .skip)
    let single = text.map { Reading($0 + "\n", .jsonl, policy: .skip) }
    #expect(whole.texts == single.flatMap(\.texts))
    let rejected = single.flatMap(\.rejected)
    #expect(whole.rejectedCount == rejected.count)
    // Only the first ones are kept.
    for (one, other) in zip(whole.rejected, rejected) {
      #expect(one.raw == other.raw)
      #expect(one.location.column == other.location.column)
    }
  }

  /// An object of a few keys from a small choice, closely or widely written.
  private static func line(using rng: inout SeededGenerator) -> String {
    let keys = ["a", "text", "ключ", "k\\u0061", String(repeating: "long", count: 20)]
    let values = ["1", "-2.5e3", "null", "\"x\"", "\"é \\n\"", "[1, {\"a\": 2}]", "true", "\"\""]
    let (colon, comma) =
      [(":", ","), (": ", ", "), (" :  ", " ,\t")].randomElement(using: &rng) ?? ("", "")
    let members = keys.shuffled(using: &rng).prefix(Int.random(in: 1...4, using: &rng)).map {
      "\"\($0)\"\(colon)\(values.randomElement(using: &rng) ?? "")"
    }
    return "{\(members.joined(separator: comma))}"
  }
}
