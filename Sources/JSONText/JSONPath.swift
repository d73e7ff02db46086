/// A path into nested values, such as `user.name` or `aspectTerms/aspectTerm/@term`.
///
/// Parts are separated by `.` or `/`. An array on the way stands for all its
/// elements, unless the next part is a number, which picks one (0-based).
package struct JSONPath: Hashable, Sendable {
  /// The parts, outermost first.
  package let parts: [String]

  /// Splits a path at dots and slashes; empty parts are dropped.
  package init(_ path: String) {
    parts = path.split { $0 == "." || $0 == "/" }.map(String.init)
  }

  private init(parts: [String]) { self.parts = parts }

  /// The path within the first part's value.
  package var withoutFirst: JSONPath { JSONPath(parts: Array(parts.dropFirst())) }

  /// Calls `body` with every value the path leads to, in order.
  ///
  /// - Parameters:
  ///   - bytes: The bytes that hold the value.
  ///   - value: Where to start; it must have passed a ``JSONScanner``.
  ///   - body: Takes each value.
  package func forEachValue(
    in bytes: UnsafeBufferPointer<UInt8>,
    from value: JSONSlice,
    _ body: (JSONSlice) -> Void
  ) {
    descend(bytes, value, parts[...], body)
  }

  private func descend(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ value: JSONSlice,
    _ rest: ArraySlice<String>,
    _ body: (JSONSlice) -> Void
  ) {
    var scanner = JSONScanner(bytes, at: value.range.lowerBound)
    switch value.kind {
    case .array:
      let wanted = rest.first.flatMap { Int($0) }
      var index = 0
      _ = try? scanner.array { element in
        if let wanted {
          if index == wanted { descend(bytes, element, rest.dropFirst(), body) }
        } else {
          descend(bytes, element, rest, body)
        }
        index += 1
      }
    case .object where !rest.isEmpty:
      guard let name = rest.first else { return }
      _ = try? scanner.object { key, member in
        if Self.matches(bytes, key, name) { descend(bytes, member, rest.dropFirst(), body) }
      }
    default:
      if rest.isEmpty { body(value) }
    }
  }

  private static func matches(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ key: JSONSlice,
    _ name: String
  ) -> Bool {
    let contents = UnsafeBufferPointer(rebasing: bytes[key.contents])
    guard key.isEscaped else { return contents.elementsEqual(name.utf8) }
    var decoded: [UInt8] = []
    JSONString.appendUnescaped(contents, to: &decoded)
    return decoded.elementsEqual(name.utf8)
  }
}
