import JSONText
import Testing

struct JSONRepeatedKeysTests {
  @Test(
    arguments: [
      (#""text""#, 0),
      (#"["a", "a", [1, "a:b"]]"#, 0),
      (#"{"a": "a", "b": {"a": "b"}}"#, 0),
      (#"{"a": 1, "b": 2, "a": 3, "a": 4}"#, 2),
      (#"{"a": [{"x": 1}, {"x": 2, "x": 3}], "a" : null}"#, 2),
      (#"{"a": 1, "\u0061": 2}"#, 1),
      (#"{"a\"": 1, "a\\": 2, "a": ":", "\\\"": "\\"}"#, 0),
      ("{\"\u{E9}\": 1, \"e\u{301}\": 2}", 0),
    ]
  )
  func `keys that an object has had already are counted`(json: String, count: Int) {
    #expect(repeatedCount(in: json) == count)
  }

  @Test func `large objects are counted as small ones are`() {
    let members = (0..<1000).map { "\"key \($0 % 990)\": {\"a\": \($0), \"a\": 0}" }
    #expect(repeatedCount(in: "{\(members.joined(separator: ","))}") == 1010)
  }

  @Test func `a counter keeps nothing from value to value`() {
    var keys = JSONRepeatedKeys()
    for _ in 0..<2 {
      let count = Array(#"{"a": {"b": 1}}"#.utf8).withUnsafeBufferPointer { keys.count(in: $0) }
      #expect(count == 0)
    }
  }

  private func repeatedCount(in json: String) -> Int {
    var keys = JSONRepeatedKeys()
    return Array(json.utf8).withUnsafeBufferPointer { keys.count(in: $0) }
  }
}
