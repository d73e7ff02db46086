import JSONText
import Testing

struct JSONPathTests {
  private static let document = #"""
    {"a": {"b": [{"c": 1}, {"c": [2, 3]}, {"d": 4}], "k.y": 5}, "é\n": "x", "\u0062": null,
     "list": [[1, 2], [3]], "dup": 1, "dup": 2, "@id": "7", "0": "zero", "empty": [], "o": {}}
    """#

  @Test(
    arguments: [
      ("a.b.c", ["1", "2", "3"]), ("a/b/c", ["1", "2", "3"]), ("a.b.1.c", ["2", "3"]),
      ("a.b.1.c.0", ["2"]), ("a.b.d", ["4"]),
      ("a.b.9.c", []), ("a.x", []), ("é\n", ["x"]), ("b", ["null"]), ("list", ["1", "2", "3"]),
      ("list.0", ["1", "2"]), ("list.0.1", ["2"]),
      ("dup", ["1", "2"]), ("@id", ["7"]), ("0", ["zero"]), ("empty", []), ("o", ["{}"]),
      ("a.b.c.d", []), (".a..b.d.", ["4"]),
      ("a.b.-1.c", []),
    ]
  )
  func `a path leads to all its values in order`(path: String, expected: [String]) throws {
    try JSONScannerTests.withBytes(Self.document) { bytes in
      var scanner = JSONScanner(bytes)
      let whole = try scanner.value()
      var found: [String] = []
      JSONPath(path).forEachValue(in: bytes, from: whole) {
        found.append(JSONScannerTests.text(bytes, $0.contents))
      }
      #expect(found == expected)
    }
  }

  @Test func `the empty path is the value itself`() throws {
    try JSONScannerTests.withBytes("5") { bytes in
      var scanner = JSONScanner(bytes)
      let whole = try scanner.value()
      var count = 0
      JSONPath("").forEachValue(in: bytes, from: whole) { _ in count += 1 }
      #expect(count == 1)
    }
  }

  @Test func `paths are split at dots and slashes`() {
    #expect(JSONPath("a.b/c").parts == ["a", "b", "c"])
    #expect(JSONPath("a.b/c").withoutFirst.parts == ["b", "c"])
    #expect(JSONPath("").withoutFirst.parts.isEmpty)
  }
}
