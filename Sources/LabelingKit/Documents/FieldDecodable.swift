/// A type that a field's value can be read as.
public protocol FieldDecodable {
  /// The value, or `nil` when the field holds something else.
  ///
  /// - Parameter values: Several when a path leads to several, none when it
  ///   leads to an empty list.
  init?(fieldValues values: [FieldValue])
}

/// A field's value where it stands.
public struct FieldValue {
  /// What kind of value a field holds.
  public enum Kind: Sendable {
    /// JSON `null`.
    case null
    /// JSON `true` or `false`.
    case bool
    /// A JSON number.
    case number
    /// Text.
    case string
    /// A nested object or array.
    case json
  }

  /// The kind of value.
  public let kind: Kind
  /// The value as text: a string's characters, otherwise JSON; `nil` for null.
  public let text: String?

  /// The text without surrounding white space.
  var trimmed: Substring? {
    guard let text else { return nil }
    let start = text.drop(while: \.isWhitespace)
    guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return start }
    return start[...end]
  }
}

extension FieldDecodable {
  fileprivate init?(single values: [FieldValue], _ convert: (Substring) -> Self?) {
    guard values.count == 1, let text = values[0].trimmed, let value = convert(text) else {
      return nil
    }
    self = value
  }
}

extension String: FieldDecodable {
  /// The first value's text; surrounding white space is kept.
  public init?(fieldValues values: [FieldValue]) {
    guard let text = values.first?.text else { return nil }
    self = text
  }
}

extension Int: FieldDecodable {
  /// A whole number in decimal digits; white space around it is ignored.
  public init?(fieldValues values: [FieldValue]) { self.init(single: values) { Int($0) } }
}

extension Double: FieldDecodable {
  /// A finite decimal number; white space around it is ignored.
  public init?(fieldValues values: [FieldValue]) {
    self.init(single: values) { text in
      // Swift reads hexadecimal too, which would take codes such as 0x1F for numbers.
      guard !text.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "x") }) else { return nil }
      return Double(text).flatMap { $0.isFinite ? $0 : nil }
    }
  }
}

extension Bool: FieldDecodable {
  /// `true`, `false`, `yes`, `no`, `1` or `0`; case and white space are ignored.
  public init?(fieldValues values: [FieldValue]) {
    self.init(single: values) {
      switch $0.lowercased() {
      case "true", "yes", "1": true
      case "false", "no", "0": false
      default: nil
      }
    }
  }
}

extension Array: FieldDecodable where Element: FieldDecodable {
  /// All values that a path leads to, each read on its own.
  public init?(fieldValues values: [FieldValue]) {
    self = []
    for value in values {
      guard let element = Element(fieldValues: [value]) else { return nil }
      append(element)
    }
  }
}
