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

  /// Appends the content of an element that was read from XML, in its order.
  mutating func content(_ value: JSONSlice, of bytes: UnsafeBufferPointer<UInt8>) {
    children(members(of: value, bytes), of: bytes)
  }

  /// Appends values named `#text`: text as text, anything else as elements.
  mutating func ownText(_ value: JSONSlice, of bytes: UnsafeBufferPointer<UInt8>) {
    switch value.kind {
    case .string:
      withText(value, of: bytes) { $0.escape($1, inAttribute: false) }
    case .null:
      losses.count(.nullAsEmpty, field: field)
    case .bool, .number:
      losses.count(.typeAsText, field: field)
      output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[value.range]))
    case .array, .object:
      losses.count(.textStructure, field: field)
      element(Array("#text".utf8), value, of: bytes)
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

  /// A member of an object, or of an element in document order.
  private struct Member {
    var key: [UInt8]
    var value: JSONSlice

    var isAttribute: Bool { key.first == UInt8(ascii: "@") }
    var isText: Bool { key.elementsEqual("#text".utf8) }
  }

  private mutating func object(
    _ name: [UInt8],
    _ object: JSONSlice,
    of bytes: UnsafeBufferPointer<UInt8>
  ) {
    let members = members(of: object, bytes)
    countLosses(of: members, bytes)
    let outer = declarationCount
    for member in members where Self.isDeclaration(member.key.dropFirst()) && member.isAttribute {
      withScalar(member.value, of: bytes) { $0.declare(member.key.dropFirst(), as: $1) }
    }
    let tag = open(name)
    let isCarrier = tag != name
    var used: Set<[UInt8]> = isCarrier ? [Array("name".utf8)] : []
    var rest: [Member] = []
    for member in members {
      var isWritten = false
      if member.isAttribute {
        withScalar(member.value, of: bytes) { encoder, value in
          let name = Array(member.key.dropFirst())
          guard let identity = encoder.identity(ofAttribute: name, value),
            !Self.looksLikeCarrier(tag, name, value), used.insert(identity).inserted
          else { return }
          if member.value.kind != .string {
            encoder.losses.count(.typeAsText, field: encoder.field)
          }
          encoder.attribute(name, value)
          isWritten = true
        }
      }
      if !isWritten { rest.append(member) }
    }
    endStartTag()
    children(rest, of: bytes)
    close(tag)
    leave(outer)
  }

  /// Whether an attribute would make an element look like one that carries another's name.
  private static func looksLikeCarrier(
    _ tag: [UInt8],
    _ attribute: [UInt8],
    _ value: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    tag.elementsEqual("field".utf8) && attribute.elementsEqual("name".utf8)
      && !XMLName.isPlain(value)
  }

  private mutating func children(_ members: [Member], of bytes: UnsafeBufferPointer<UInt8>) {
    for member in members {
      if member.isText {
        ownText(member.value, of: bytes)
      } else {
        element(member.key, member.value, of: bytes)
      }
    }
  }

  private mutating func countLosses(of members: [Member], _ bytes: UnsafeBufferPointer<UInt8>) {
    guard !isInDocumentOrder else { return }
    if members.isEmpty { losses.count(.emptyObject, field: field) }
    var keys: Set<[UInt8]> = []
    for member in members where !keys.insert(member.key).inserted {
      losses.count(.repeatedKey, field: field)
    }
    guard let text = members.first(where: \.isText), text.value.kind == .string else { return }
    if members.count == 1 { losses.count(.textObject, field: field) }
    let hasChildren = members.contains { !$0.isAttribute && !$0.isText }
    let contents = UnsafeBufferPointer(rebasing: bytes[text.value.contents])
    if contents.isEmpty ? members.count > 1 : hasChildren && ElementJSON.isBlank(contents) {
      losses.count(.blankText, field: field)
    }
  }

  private mutating func members(
    of object: JSONSlice,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> [Member] {
    var members: [Member] = []
    var replaced = 0
    var scanner = JSONScanner(bytes, at: object.range.lowerBound)
    _ = try? scanner.object { key, value in
      var name: [UInt8] = []
      let contents = UnsafeBufferPointer(rebasing: bytes[key.contents])
      if JSONString.appendUnescaped(contents, to: &name) { replaced += 1 }
      members.append(Member(key: name, value: value))
    }
    for _ in 0..<replaced { losses.count(.replacedCharacter, field: field) }
    return members
  }

  /// Calls `body` with the text of a value that can be an attribute's.
  private mutating func withScalar(
    _ value: JSONSlice,
    of bytes: UnsafeBufferPointer<UInt8>,
    _ body: (inout XMLEncoder, UnsafeBufferPointer<UInt8>) -> Void
  ) {
    switch value.kind {
    case .string: withText(value, of: bytes, body)
    case .bool, .number: body(&self, UnsafeBufferPointer(rebasing: bytes[value.range]))
    case .null, .array, .object: break
    }
  }

  /// Calls `body` with the decoded text of a string.
  private mutating func withText(
    _ value: JSONSlice,
    of bytes: UnsafeBufferPointer<UInt8>,
    _ body: (inout XMLEncoder, UnsafeBufferPointer<UInt8>) -> Void
  ) {
    let contents = UnsafeBufferPointer(rebasing: bytes[value.contents])
    guard value.isEscaped else { return body(&self, contents) }
    var decoded: [UInt8] = []
    if JSONString.appendUnescaped(contents, to: &decoded) {
      losses.count(.replacedCharacter, field: field)
    }
    decoded.withUnsafeBufferPointer { body(&self, $0) }
  }
}
