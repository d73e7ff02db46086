internal import JSONText

extension XMLEncoder {
  /// Appends a JSON value as elements of a name: a list as repeated ones.
  ///
  /// - Parameters:
  ///   - name: The element's name, legal or not.
  ///   - value: The value; it must have passed a ``JSONScanner``.
  ///   - bytes: What the value is a slice of.
  mutating func element(_ name: [UInt8], _ value: JSONSlice, of bytes: UnsafeBufferPointer<UInt8>) {
    switch value.kind {
    case .array:
      list(name, value, of: bytes)
    case .object:
      object(name, value, of: bytes)
    case .null:
      losses.count(.nullAsEmpty, field: field)
      element(name, text: UnsafeBufferPointer(rebasing: bytes[0..<0]))
    case .bool, .number:
      losses.count(.typeAsText, field: field)
      element(name, text: UnsafeBufferPointer(rebasing: bytes[value.range]))
    case .string:
      withText(value, of: bytes) { $0.element(name, text: $1) }
    }
  }

  private mutating func list(
    _ name: [UInt8],
    _ list: JSONSlice,
    of bytes: UnsafeBufferPointer<UInt8>
  ) {
    var elements: [JSONSlice] = []
    var scanner = JSONScanner(bytes, at: list.range.lowerBound)
    _ = try? scanner.array { elements.append($0) }
    if elements.isEmpty { losses.count(.emptyList, field: field) }
    if elements.count == 1 { losses.count(.listOfOne, field: field) }
    for value in elements {
      if value.kind == .array { losses.count(.nestedList, field: field) }
      element(name, value, of: bytes)
    }
  }

  private mutating func object(
    _ name: [UInt8],
    _ object: JSONSlice,
    of bytes: UnsafeBufferPointer<UInt8>
  ) {
    let members = Self.members(of: object, bytes)
    if members.isEmpty { losses.count(.emptyObject, field: field) }
    let outerPrefixes = prefixCount
    for (key, _) in members where key.first == UInt8(ascii: "@") { declare(key.dropFirst()) }
    let tag = open(name)
    var used: Set<[UInt8]> = tag == name ? [] : [Array("name".utf8)]
    var children: [([UInt8], JSONSlice)] = []
    for (key, value) in members {
      guard let attribute = attributeName(key, value.kind), used.insert(attribute).inserted else {
        children.append((key, value))
        continue
      }
      if value.kind != .string { losses.count(.typeAsText, field: field) }
      withText(value, of: bytes) { $0.attribute(attribute, $1) }
    }
    endStartTag()
    for (key, value) in children {
      if key.elementsEqual("#text".utf8), value.kind == .string {
        withText(value, of: bytes) { $0.escape($1, inAttribute: false) }
      } else {
        element(key, value, of: bytes)
      }
    }
    close(tag)
    leave(outerPrefixes)
  }

  /// The attribute that a member becomes, if it can be one.
  func attributeName(_ key: [UInt8], _ kind: JSONSlice.Kind) -> [UInt8]? {
    guard key.first == UInt8(ascii: "@"), kind == .string || kind == .number || kind == .bool
    else { return nil }
    let name = Array(key.dropFirst())
    return isUsable(name) ? name : nil
  }

  private static func members(
    of object: JSONSlice,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> [([UInt8], JSONSlice)] {
    var members: [([UInt8], JSONSlice)] = []
    var scanner = JSONScanner(bytes, at: object.range.lowerBound)
    _ = try? scanner.object { key, value in
      var name: [UInt8] = []
      JSONString.appendUnescaped(UnsafeBufferPointer(rebasing: bytes[key.contents]), to: &name)
      members.append((name, value))
    }
    return members
  }

  /// Calls `body` with the decoded text of a scalar.
  private mutating func withText(
    _ value: JSONSlice,
    of bytes: UnsafeBufferPointer<UInt8>,
    _ body: (inout XMLEncoder, UnsafeBufferPointer<UInt8>) -> Void
  ) {
    let contents = UnsafeBufferPointer(rebasing: bytes[value.contents])
    guard value.isEscaped else { return body(&self, contents) }
    var decoded: [UInt8] = []
    JSONString.appendUnescaped(contents, to: &decoded)
    decoded.withUnsafeBufferPointer { body(&self, $0) }
  }
}
