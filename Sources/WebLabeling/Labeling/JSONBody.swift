internal import JSONText
internal import LabelingCore

/// A request's body that is one JSON object, read in place.
struct JSONBody: Sendable {
  /// The body.
  let bytes: [UInt8]
  /// The members of the object, in their order; no name is there twice.
  private(set) var members: [(name: String, value: JSONSlice)] = []

  /// Looks at a body.
  ///
  /// - Throws: ``WebError`` with the place where the body stops being such an object.
  init(_ bytes: [UInt8]) throws(WebError) {
    self.bytes = bytes
    do throws(JSONSyntaxError) {
      members = try Self.members(of: bytes)
    } catch {
      var places = PlaceCounter(bytes)
      let (line, column) = places.place(of: error.offset)
      throw .badRequest("line \(line), column \(column): the body is JSON: \(error.rule)")
    }
    var seen: Set<ExactString> = []
    for (name, _) in members where !seen.insert(ExactString(name)).inserted {
      throw .badRequest("'\(name.prefix(40))' is in the body more than once")
    }
  }

  private static func members(
    of bytes: [UInt8]
  ) throws(JSONSyntaxError) -> [(name: String, value: JSONSlice)] {
    try bytes.withUnsafeBufferPointer { bytes throws(JSONSyntaxError) in
      var found: [(name: String, value: JSONSlice)] = []
      var scanner = JSONScanner(bytes)
      _ = try scanner.object { key, value in found.append((text(of: key, in: bytes), value)) }
      try scanner.end()
      return found
    }
  }

  /// The member of a name.
  subscript(name: String) -> JSONSlice? { members.first { $0.name.isExactly(name) }?.value }

  /// The members of a value; `nil` where it is not an object.
  func members(of value: JSONSlice) -> [(name: String, value: JSONSlice)]? {
    guard value.kind == .object else { return nil }
    return bytes.withUnsafeBufferPointer { bytes in
      var found: [(name: String, value: JSONSlice)] = []
      var scanner = JSONScanner(bytes, at: value.range.lowerBound)
      // It was read before, so it is JSON.
      _ = try? scanner.object { key, value in found.append((Self.text(of: key, in: bytes), value)) }
      return found
    }
  }

  /// The elements of a value; `nil` where it is not an array.
  func elements(of value: JSONSlice) -> [JSONSlice]? {
    guard value.kind == .array else { return nil }
    return bytes.withUnsafeBufferPointer { bytes in
      var found: [JSONSlice] = []
      var scanner = JSONScanner(bytes, at: value.range.lowerBound)
      _ = try? scanner.array { found.append($0) }
      return found
    }
  }

  /// The text of a value; `nil` where it is not a string.
  func text(of value: JSONSlice) -> String? {
    guard value.kind == .string else { return nil }
    return bytes.withUnsafeBufferPointer { Self.text(of: value, in: $0) }
  }

  /// A value as a line of JSON Lines.
  func line(of value: JSONSlice) -> [UInt8] {
    // A line break is between values only, never inside a string: it may be a blank.
    bytes[value.range].map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 } + [0x0A]
  }

  private static func text(
    of value: JSONSlice,
    in bytes: UnsafeBufferPointer<UInt8>
  ) -> String {
    let contents = UnsafeBufferPointer(rebasing: bytes[value.contents])
    guard value.isEscaped else { return String(decoding: contents, as: UTF8.self) }
    var text: [UInt8] = []
    JSONString.appendUnescaped(contents, to: &text)
    return String(decoding: text, as: UTF8.self)
  }
}
