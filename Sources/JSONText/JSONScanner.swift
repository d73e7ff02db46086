/// Reads JSON (RFC 8259) in place, without copies.
///
/// Every value that is skipped is checked in full. The bytes must be valid
/// UTF-8 already.
package struct JSONScanner {
  /// Deepest nesting accepted.
  package static let maximumDepth = 512

  private let bytes: UnsafeBufferPointer<UInt8>
  /// Offset of the next byte to read.
  package private(set) var offset: Int

  /// Starts at an offset of the bytes, which must outlive the scanner.
  package init(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int = 0) {
    self.bytes = bytes
    self.offset = offset
  }

  /// Skips white space and one value.
  package mutating func value() throws(JSONSyntaxError) -> JSONSlice {
    try value(depth: 0)
  }

  /// Calls `body` with each member of an object; the scanner is before its brace.
  ///
  /// - Parameter body: Takes the key and the value; both are slices of the bytes.
  /// - Returns: The whole object.
  /// - Throws: ``JSONSyntaxError`` where the bytes stop being JSON.
  package mutating func object(
    _ body: (_ key: JSONSlice, _ value: JSONSlice) -> Void
  ) throws(JSONSyntaxError) -> JSONSlice {
    try object(depth: 0, body)
  }

  /// Calls `body` with each element of an array; the scanner is before its bracket.
  package mutating func array(
    _ body: (_ element: JSONSlice) -> Void
  ) throws(JSONSyntaxError) -> JSONSlice {
    try array(depth: 0, body)
  }

  /// Skips white space and reports anything that follows it.
  package mutating func end() throws(JSONSyntaxError) {
    skipWhiteSpace()
    if offset < bytes.count { throw failure("nothing may follow the value") }
  }

  private mutating func value(depth: Int) throws(JSONSyntaxError) -> JSONSlice {
    skipWhiteSpace()
    guard offset < bytes.count else { throw failure("a value is missing") }
    switch bytes[offset] {
    case UInt8(ascii: "\""): return try string()
    case UInt8(ascii: "{"): return try object(depth: depth) { _, _ in }
    case UInt8(ascii: "["): return try array(depth: depth) { _ in }
    case UInt8(ascii: "t"): return try literal("true", .bool)
    case UInt8(ascii: "f"): return try literal("false", .bool)
    case UInt8(ascii: "n"): return try literal("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw failure("a value begins with '{', '[', '\"', a digit, 'true', 'false' or 'null'")
    }
  }

  private mutating func object(
    depth: Int,
    _ body: (JSONSlice, JSONSlice) -> Void
  ) throws(JSONSyntaxError) -> JSONSlice {
    guard depth < Self.maximumDepth else { throw failure("nesting is deeper than 512") }
    skipWhiteSpace()
    let start = offset
    guard take(UInt8(ascii: "{")) else { throw failure("an object begins with '{'") }
    if take(UInt8(ascii: "}")) { return JSONSlice(kind: .object, range: start..<offset) }
    repeat {
      skipWhiteSpace()
      guard peek(UInt8(ascii: "\"")) else { throw failure("a key begins with '\"'") }
      let key = try string()
      guard take(UInt8(ascii: ":")) else { throw failure("a ':' follows the key") }
      body(key, try value(depth: depth + 1))
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw failure("a ',' or '}' follows the value") }
    return JSONSlice(kind: .object, range: start..<offset)
  }

  private mutating func array(
    depth: Int,
    _ body: (JSONSlice) -> Void
  ) throws(JSONSyntaxError) -> JSONSlice {
    guard depth < Self.maximumDepth else { throw failure("nesting is deeper than 512") }
    skipWhiteSpace()
    let start = offset
    guard take(UInt8(ascii: "[")) else { throw failure("an array begins with '['") }
    if take(UInt8(ascii: "]")) { return JSONSlice(kind: .array, range: start..<offset) }
    repeat {
      body(try value(depth: depth + 1))
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw failure("a ',' or ']' follows the value") }
    return JSONSlice(kind: .array, range: start..<offset)
  }

  private mutating func string() throws(JSONSyntaxError) -> JSONSlice {
    let start = offset
    var isEscaped = false
    offset += 1
    while true {
      offset = JSONPlainText.end(in: bytes, from: offset)
      guard offset < bytes.count else { break }
      switch bytes[offset] {
      case UInt8(ascii: "\""):
        offset += 1
        return JSONSlice(kind: .string, range: start..<offset, isEscaped: isEscaped)
      case UInt8(ascii: "\\"):
        isEscaped = true
        try escape()
      default:
        throw failure("control characters in a string are escaped")
      }
    }
    throw JSONSyntaxError(offset: start, rule: "a string ends with '\"'")
  }

  private mutating func escape() throws(JSONSyntaxError) {
    guard offset + 1 < bytes.count else { throw failure("a character follows the '\\'") }
    switch bytes[offset + 1] {
    case UInt8(ascii: "u"):
      guard hexadecimal(at: offset + 2) != nil else {
        throw failure("four hexadecimal digits follow '\\u'")
      }
      offset += 6
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      offset += 2
    default:
      throw failure("'\\' is followed by one of '\"\\/bfnrtu'")
    }
  }

  private func hexadecimal(at start: Int) -> UInt16? {
    guard start + 4 <= bytes.count else { return nil }
    return JSONString.hexadecimal(UnsafeBufferPointer(rebasing: bytes[start..<(start + 4)]))
  }

  private mutating func number() throws(JSONSyntaxError) -> JSONSlice {
    let start = offset
    if bytes[offset] == UInt8(ascii: "-") { offset += 1 }
    let leading = offset
    guard skipDigits() else { throw failure("a digit follows the sign") }
    if bytes[leading] == UInt8(ascii: "0"), offset > leading + 1 {
      throw JSONSyntaxError(offset: leading, rule: "a number has no leading zero")
    }
    if offset < bytes.count, bytes[offset] == UInt8(ascii: ".") {
      offset += 1
      guard skipDigits() else { throw failure("a digit follows the decimal point") }
    }
    if offset < bytes.count, bytes[offset] | 0x20 == UInt8(ascii: "e") {
      offset += 1
      if offset < bytes.count,
        bytes[offset] == UInt8(ascii: "+") || bytes[offset] == UInt8(ascii: "-")
      {
        offset += 1
      }
      guard skipDigits() else { throw failure("a digit follows the exponent") }
    }
    return JSONSlice(kind: .number, range: start..<offset)
  }

  private mutating func skipDigits() -> Bool {
    let start = offset
    while offset < bytes.count, bytes[offset] &- UInt8(ascii: "0") < 10 { offset += 1 }
    return offset > start
  }

  private mutating func literal(
    _ word: StaticString,
    _ kind: JSONSlice.Kind
  ) throws(JSONSyntaxError) -> JSONSlice {
    let start = offset
    for index in 0..<word.utf8CodeUnitCount {
      guard offset < bytes.count, bytes[offset] == word.utf8Start[index] else {
        throw JSONSyntaxError(offset: start, rule: "a bare word is 'true', 'false' or 'null'")
      }
      offset += 1
    }
    return JSONSlice(kind: kind, range: start..<offset)
  }

  private func peek(_ byte: UInt8) -> Bool { offset < bytes.count && bytes[offset] == byte }

  private mutating func take(_ byte: UInt8) -> Bool {
    skipWhiteSpace()
    guard peek(byte) else { return false }
    offset += 1
    return true
  }

  private mutating func skipWhiteSpace() {
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20, 0x0A, 0x0D, 0x09: offset += 1
      default: return
      }
    }
  }

  private func failure(_ rule: String) -> JSONSyntaxError {
    JSONSyntaxError(offset: offset, rule: rule)
  }
}
