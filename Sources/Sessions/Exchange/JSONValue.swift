internal import JSONText
internal import LabelingCore

/// A JSON value in memory, with the members of objects in their order.
indirect enum JSONValue: Hashable {
  case null
  case bool(Bool)
  /// A number in the digits it was written with.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([Member])

  /// A member of an object.
  struct Member: Hashable {
    var name: String
    var value: JSONValue
  }

  /// A value of bytes that have passed a ``JSONScanner``.
  init(_ slice: JSONSlice, in bytes: UnsafeBufferPointer<UInt8>) {
    var scanner = JSONScanner(bytes, at: slice.range.lowerBound)
    switch slice.kind {
    case .null: self = .null
    case .bool: self = .bool(bytes[slice.range.lowerBound] == UInt8(ascii: "t"))
    case .number: self = .number(String(decoding: bytes[slice.range], as: UTF8.self))
    case .string: self = .string(Self.text(slice, bytes))
    case .array:
      var elements: [JSONValue] = []
      _ = try? scanner.array { elements.append(JSONValue($0, in: bytes)) }
      self = .array(elements)
    case .object:
      var members: [Member] = []
      _ = try? scanner.object { key, value in
        members.append(Member(name: Self.text(key, bytes), value: JSONValue(value, in: bytes)))
      }
      self = .object(members)
    }
  }

  /// An object of the members that have a value.
  static func object(of members: [(name: String, value: JSONValue?)]) -> JSONValue {
    .object(members.compactMap { name, value in value.map { Member(name: name, value: $0) } })
  }

  /// An object of some members; `nil` for none.
  static func object(ofAny members: [Member]) -> JSONValue? {
    members.isEmpty ? nil : .object(members)
  }

  /// The object without some of its members.
  func without(_ names: Set<String>) -> [Member] { members.filter { !names.contains($0.name) } }

  /// The value at a path of members, such as `post.body` or `post/body`.
  func value(at path: String) -> JSONValue? {
    if let value = self[path] { return value }
    return path.split { $0 == "." || $0 == "/" }
      .reduce(Optional(self)) { $0?[String($1)] }
  }

  /// The value of a member; `nil` for none, and for `null`.
  subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    let value = members.first { $0.name.isExactly(name) }?.value
    return value == .null ? nil : value
  }

  /// The text of a string.
  var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The value of a number.
  var number: Double? {
    if case .number(let digits) = self { Double(digits) } else { nil }
  }

  /// Whether it is `true`.
  var isTrue: Bool { self == .bool(true) }

  /// The elements of an array.
  var elements: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// A string or a number as a name.
  var name: String? {
    switch self {
    case .string(let text): text.isEmpty ? nil : text
    case .number(let digits): digits
    default: nil
    }
  }

  /// The members of an object.
  var members: [Member] {
    if case .object(let members) = self { members } else { [] }
  }

  /// The value that a text is, as the session's file keeps it; `nil` where it is not JSON.
  init?(parsing text: String) {
    var text = text
    let value = text.withUTF8 { bytes -> JSONValue? in
      var scanner = JSONScanner(bytes)
      guard let slice = try? scanner.value(), (try? scanner.end()) != nil else { return nil }
      return JSONValue(slice, in: bytes)
    }
    guard let value else { return nil }
    self = value
  }

  /// The value as text, without blanks.
  var text: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the value without blanks.
  func append(to output: inout [UInt8]) {
    switch self {
    case .null: output += "null".utf8
    case .bool(let value): output += (value ? "true" : "false").utf8
    case .number(let digits): output += digits.utf8
    case .string(let text): JSONString.appendQuoted(text.utf8, to: &output)
    case .array(let elements):
      output.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        element.append(to: &output)
      }
      output.append(UInt8(ascii: "]"))
    case .object(let members):
      output.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        JSONString.appendQuoted(member.name.utf8, to: &output)
        output.append(UInt8(ascii: ":"))
        member.value.append(to: &output)
      }
      output.append(UInt8(ascii: "}"))
    }
  }

  private static func text(_ slice: JSONSlice, _ bytes: UnsafeBufferPointer<UInt8>) -> String {
    let contents = UnsafeBufferPointer(rebasing: bytes[slice.contents])
    guard slice.isEscaped else { return String(decoding: contents, as: UTF8.self) }
    var decoded: [UInt8] = []
    JSONString.appendUnescaped(contents, to: &decoded)
    return String(decoding: decoded, as: UTF8.self)
  }
}
