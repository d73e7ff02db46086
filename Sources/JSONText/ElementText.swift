/// Reads XML elements that are written as JSON in document order.
///
/// An element is an object of its attributes (`@name`), pieces of text (`#text`) and child
/// elements, in the order of the file, so names may repeat; an element of text only is a
/// string, and several elements of one name are an array.
package struct ElementText {
  /// UTF-8 of the texts, one after the other.
  package private(set) var bytes: [UInt8] = []
  /// Where each text ends among the bytes.
  package private(set) var ends: [Int] = []

  /// Finds the texts of all elements and attributes that a path leads to.
  ///
  /// An element's text is that of everything in it, in document order; `#text` at the end
  /// of a path is its own text only. A number picks one of several elements of a name, from 0.
  /// - Parameters:
  ///   - path: The path within the value.
  ///   - value: An element, or an array of elements.
  ///   - bytes: What the value is a slice of.
  /// - Complexity: O(length of the value).
  package init(
    at path: JSONPath,
    of value: JSONSlice,
    in bytes: UnsafeBufferPointer<UInt8>
  ) {
    descend(value, path.parts[...], bytes)
  }

  /// The texts as ranges of the bytes.
  package var ranges: [Range<Int>] {
    zip([0] + ends, ends).map { $0..<$1 }
  }

  /// The texts as strings.
  package var strings: [String] {
    ranges.map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  private mutating func descend(
    _ value: JSONSlice,
    _ rest: ArraySlice<String>,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) {
    if value.kind == .array {
      let elements = Self.elements(of: value, bytes)
      descend(intoAll: elements, rest, bytes)
      return
    }
    guard let name = rest.first else {
      appendText(of: value, bytes)
      ends.append(self.bytes.count)
      return
    }
    guard value.kind == .object else { return }
    let isOwnText = rest.count == 1 && name.isOwnText
    var found: [JSONSlice] = []
    Self.forEachMember(of: value, bytes) { key, member in
      if Self.isKey(key, name, bytes) { found.append(member) }
    }
    if isOwnText {
      guard !found.isEmpty else { return }
      for piece in found { appendText(of: piece, bytes) }
      ends.append(self.bytes.count)
    } else {
      descend(intoAll: found, rest.dropFirst(), bytes)
    }
  }

  private mutating func descend(
    intoAll elements: [JSONSlice],
    _ rest: ArraySlice<String>,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) {
    if elements.count > 1, let index = rest.first.flatMap({ Int($0) }) {
      if elements.indices.contains(index) {
        descend(elements[index], rest.dropFirst(), bytes)
      }
      return
    }
    for element in elements { descend(element, rest, bytes) }
  }

  /// Appends the text of an element and of the elements in it, without attributes.
  private mutating func appendText(of value: JSONSlice, _ bytes: UnsafeBufferPointer<UInt8>) {
    switch value.kind {
    case .string:
      let contents = UnsafeBufferPointer(rebasing: bytes[value.contents])
      if value.isEscaped {
        JSONString.appendUnescaped(contents, to: &self.bytes)
      } else {
        self.bytes.append(contentsOf: contents)
      }
    case .object:
      var parts: [JSONSlice] = []
      Self.forEachMember(of: value, bytes) { key, member in
        if bytes[key.contents].first != UInt8(ascii: "@") { parts.append(member) }
      }
      for part in parts { appendText(of: part, bytes) }
    case .array:
      for element in Self.elements(of: value, bytes) { appendText(of: element, bytes) }
    case .null, .bool, .number:
      break
    }
  }

  private static func forEachMember(
    of value: JSONSlice,
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ body: (JSONSlice, JSONSlice) -> Void
  ) {
    var scanner = JSONScanner(bytes, at: value.range.lowerBound)
    // The value was made by a reader or has passed a scanner.
    _ = try? scanner.object(body)
  }

  private static func elements(
    of value: JSONSlice,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> [JSONSlice] {
    var elements: [JSONSlice] = []
    var scanner = JSONScanner(bytes, at: value.range.lowerBound)
    _ = try? scanner.array { elements.append($0) }
    return elements
  }

  private static func isKey(
    _ key: JSONSlice,
    _ name: String,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let contents = UnsafeBufferPointer(rebasing: bytes[key.contents])
    guard key.isEscaped else { return contents.elementsEqual(name.utf8) }
    var decoded: [UInt8] = []
    JSONString.appendUnescaped(contents, to: &decoded)
    return decoded.elementsEqual(name.utf8)
  }
}

extension String {
  /// Whether a part of a path stands for an element's own text.
  fileprivate var isOwnText: Bool { utf8.elementsEqual("#text".utf8) }
}
