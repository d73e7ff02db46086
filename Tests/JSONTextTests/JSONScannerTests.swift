import JSONText
import struct LabelingCore.SeededGenerator
import Testing

struct JSONScannerTests {
  @Test(
    arguments: [
      ("null", JSONSlice.Kind.null), ("true", .bool), ("false", .bool), ("0", .number),
      ("-0", .number),
      ("1.0", .number), ("-1.5e+10", .number), ("1E-9", .number), ("0e0", .number),
      ("123456789", .number),
      (#""""#, .string), (#""a\"b""#, .string), (#""\u00e9\uD83D\uDE00""#, .string),
      (#""\/\b\f\n\r\t\\""#, .string),
      (#""\uD800""#, .string), ("\"\u{7F}é😀\u{2028}\"", .string), ("[]", .array), ("[ ]", .array),
      ("[1,[2]]", .array),
      ("{}", .object), ("{ }", .object), (#"{"a":1,"a":2}"#, .object), (#"{"":{"":[]}}"#, .object),
      (" \t\r\n1", .number),
    ]
  )
  func `valid JSON is accepted`(text: String, kind: JSONSlice.Kind) throws {
    #expect(try Self.scan(text).kind == kind)
    #expect(try Self.scan(text + " \n").kind == kind)
  }

  @Test(
    arguments: [
      ("", 0), (" ", 1), ("nul", 0), ("nulll", 4), ("True", 0), ("truf", 0), ("NaN", 0), ("-", 1),
      ("+1", 0), ("01", 0), ("-012", 1),
      (".5", 0), ("1.", 2), ("1.e5", 2), ("1e", 2), ("1e+", 3), ("0x10", 1), ("1 2", 2),
      ("-Infinity", 1), ("--1", 1), ("1_000", 1),
      (#"""#, 0), (#""a"#, 0), (#""\"#, 1), (#""\x""#, 1), (#""\u12""#, 1), (#""\u123g""#, 1),
      (#""\u"#, 1), ("\"a\nb\"", 2),
      ("\"\t\"", 1), ("\"\0\"", 1), ("'a'", 0), ("[", 1), ("[1", 2), ("[1,", 3), ("[1,]", 3),
      ("[,1]", 1), ("[1 2]", 3), ("]", 0),
      ("[1}", 2), ("{", 1), ("{1:2}", 1), (#"{"a"}"#, 4), (#"{"a":}"#, 5), (#"{"a":1"#, 6),
      (#"{"a":1,}"#, 7), ("{,}", 1),
      (#"{"a" 1}"#, 5), (#"{"a":1]"#, 6), ("{a:1}", 1), ("[1]]", 3), ("// x", 0), ("1/**/", 1),
      ("\u{FEFF}1", 0), ("[\u{A0}1]", 1),
    ]
  )
  func `what is no JSON is rejected where it goes wrong`(text: String, offset: Int) {
    let error = #expect(throws: JSONSyntaxError.self) { try Self.scan(text) }
    #expect(error?.offset == offset)
  }

  @Test func `nesting is accepted to the limit and not beyond`() throws {
    func nested(_ depth: Int, _ open: String, _ close: String) -> String {
      String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
    }
    #expect(throws: Never.self) { try Self.scan(nested(JSONScanner.maximumDepth, "[", "]")) }
    #expect(throws: Never.self) { try Self.scan(nested(JSONScanner.maximumDepth, #"{"a":"#, "}")) }
    #expect(throws: JSONSyntaxError.self) {
      try Self.scan(nested(JSONScanner.maximumDepth + 1, "[", "]"))
    }
    #expect(throws: JSONSyntaxError.self) { try Self.scan(nested(1_000_000, "[", "]")) }
  }

  @Test func `ranges hold the value and nothing around it`() throws {
    try Self.withBytes("  {\"k\\n\" : [ 12 , \"x\" ] } ") { bytes in
      var scanner = JSONScanner(bytes)
      var members: [(String, Bool, JSONSlice.Kind, String)] = []
      let whole = try scanner.object { key, value in
        members.append(
          (Self.text(bytes, key.contents), key.isEscaped, value.kind, Self.text(bytes, value.range))
        )
      }
      try scanner.end()
      #expect(Self.text(bytes, whole.range) == "{\"k\\n\" : [ 12 , \"x\" ] }")
      #expect(members.count == 1)
      #expect(members[0] == ("k\\n", true, .array, "[ 12 , \"x\" ]"))
    }
  }

  @Test func `elements come in order`() throws {
    try Self.withBytes(#"[1, "a", null, [2], {"b": 3}]"#) { bytes in
      var scanner = JSONScanner(bytes)
      var elements: [String] = []
      _ = try scanner.array { elements.append(Self.text(bytes, $0.contents)) }
      #expect(elements == ["1", "a", "null", "[2]", #"{"b": 3}"#])
    }
  }

  @Test func `a scan can start anywhere and goes on behind the value`() throws {
    try Self.withBytes("xx 1 [2] tail") { bytes in
      var scanner = JSONScanner(bytes, at: 2)
      let ranges = [try scanner.value().range, try scanner.value().range]
      #expect(ranges == [3..<4, 5..<8])
      #expect(scanner.offset == 8)
      #expect(throws: JSONSyntaxError(offset: 9, rule: "nothing may follow the value")) {
        try scanner.end()
      }
    }
  }

  @Test func `random damage never reads out of bounds`() throws {
    let seeds = [
      #"{"a": [1.5e3, "x\u00e9\\", true], "b": {"c": null}}"#, #"["\uD83D\uDE00", -0.1, {}]"#,
    ]
    var rng = SeededGenerator(seed: 1)
    for _ in 0..<20_000 {
      var bytes = Array((seeds.randomElement(using: &rng) ?? "").utf8)
      for _ in 0..<Int.random(in: 1...3, using: &rng) {
        let index = Int.random(in: 0..<bytes.count, using: &rng)
        switch Int.random(in: 0..<3, using: &rng) {
        case 0: bytes[index] = UInt8.random(in: 0..<0x80, using: &rng)
        case 1: bytes.removeSubrange(index...)
        default: bytes.insert(bytes[index], at: index)
        }
        if bytes.isEmpty { break }
      }
      // A copy of just these bytes, so that an overrun is not hidden by spare capacity.
      let exact = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
      defer { exact.deallocate() }
      _ = exact.initialize(from: bytes)
      var scanner = JSONScanner(UnsafeBufferPointer(exact))
      if let value = try? scanner.value() {
        #expect(value.range.upperBound <= bytes.count)
      }
    }
  }

  static func scan(_ text: String) throws -> JSONSlice {
    try withBytes(text) { bytes in
      var scanner = JSONScanner(bytes)
      let value = try scanner.value()
      try scanner.end()
      return value
    }
  }

  static func withBytes<Result>(
    _ text: String,
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) throws -> Result {
    var text = text
    return try text.withUTF8(body)
  }

  static func text(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}
