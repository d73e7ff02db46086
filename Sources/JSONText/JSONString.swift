/// Turns text into JSON strings and back, on bytes.
package enum JSONString {
  /// Appends the decoded contents of a string, given without its quotes.
  ///
  /// The contents must have passed ``JSONScanner``. An unpaired surrogate
  /// becomes U+FFFD, as UTF-8 cannot hold it.
  /// - Returns: Whether a character was replaced.
  @discardableResult
  package static func appendUnescaped(
    _ contents: UnsafeBufferPointer<UInt8>,
    to output: inout [UInt8]
  ) -> Bool {
    var index = 0
    var isReplacing = false
    while index < contents.count {
      let end = JSONPlainText.end(in: contents, from: index)
      output.append(contentsOf: UnsafeBufferPointer(rebasing: contents[index..<end]))
      index = end
      guard index < contents.count else { return isReplacing }
      guard contents[index] == UInt8(ascii: "\\") else {
        output.append(contents[index])
        index += 1
        continue
      }
      switch contents[index + 1] {
      case UInt8(ascii: "n"): output.append(0x0A)
      case UInt8(ascii: "t"): output.append(0x09)
      case UInt8(ascii: "r"): output.append(0x0D)
      case UInt8(ascii: "b"): output.append(0x08)
      case UInt8(ascii: "f"): output.append(0x0C)
      case UInt8(ascii: "u"):
        index += appendCodePoint(contents, at: index, to: &output, &isReplacing)
        continue
      case let character: output.append(character)
      }
      index += 2
    }
    return isReplacing
  }

  /// Appends text as a JSON string with its quotes.
  package static func appendQuoted(_ text: some Sequence<UInt8>, to output: inout [UInt8]) {
    let isContiguous: Void? = text.withContiguousStorageIfAvailable {
      appendQuoted($0, to: &output)
    }
    if isContiguous == nil {
      Array(text).withUnsafeBufferPointer { appendQuoted($0, to: &output) }
    }
  }

  /// Appends text as a JSON string with its quotes.
  package static func appendQuoted(
    _ text: UnsafeBufferPointer<UInt8>,
    to output: inout [UInt8]
  ) {
    output.append(UInt8(ascii: "\""))
    var index = 0
    while true {
      let end = JSONPlainText.end(in: text, from: index)
      output.append(contentsOf: UnsafeBufferPointer(rebasing: text[index..<end]))
      guard end < text.count else { break }
      appendEscape(of: text[end], to: &output)
      index = end + 1
    }
    output.append(UInt8(ascii: "\""))
  }

  private static func appendEscape(of byte: UInt8, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): output.append(byte)
    case 0x0A: output.append(UInt8(ascii: "n"))
    case 0x0D: output.append(UInt8(ascii: "r"))
    case 0x09: output.append(UInt8(ascii: "t"))
    default:
      output.append(contentsOf: "u00".utf8)
      output.append(hexadecimalDigits[Int(byte >> 4)])
      output.append(hexadecimalDigits[Int(byte & 15)])
    }
  }

  /// The value of four hexadecimal digits, or `nil`.
  static func hexadecimal(_ digits: UnsafeBufferPointer<UInt8>) -> UInt16? {
    var value: UInt16 = 0
    for digit in digits {
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt16(digit - 0x30)
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt16(digit - 0x57)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt16(digit - 0x37)
      default: return nil
      }
    }
    return value
  }

  private static let hexadecimalDigits = Array("0123456789abcdef".utf8)

  /// Appends the character of a `\u` escape; returns how many bytes it took.
  private static func appendCodePoint(
    _ contents: UnsafeBufferPointer<UInt8>,
    at index: Int,
    to output: inout [UInt8],
    _ isReplacing: inout Bool
  ) -> Int {
    func unit(at start: Int) -> UInt16? {
      guard start + 6 <= contents.count, contents[start] == 0x5C,
        contents[start + 1] == UInt8(ascii: "u")
      else { return nil }
      return hexadecimal(UnsafeBufferPointer(rebasing: contents[(start + 2)..<(start + 6)]))
    }
    guard let first = unit(at: index) else { return 1 }
    if UTF16.isLeadSurrogate(first), let second = unit(at: index + 6),
      UTF16.isTrailSurrogate(second)
    {
      let value = 0x10000 + (UInt32(first) & 0x3FF) << 10 + UInt32(second) & 0x3FF
      append(value, to: &output)
      return 12
    }
    if UTF16.isSurrogate(first) { isReplacing = true }
    append(UTF16.isSurrogate(first) ? 0xFFFD : UInt32(first), to: &output)
    return 6
  }

  private static func append(_ codePoint: UInt32, to output: inout [UInt8]) {
    guard let scalar = Unicode.Scalar(codePoint) else { return }
    output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }
}
