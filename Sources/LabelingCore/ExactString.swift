/// A string that is compared by its code units.
///
/// Swift takes two strings for equal when they are canonically equivalent: `é` in one
/// character and `e` with a combining accent are one key of a dictionary. Ids, names of
/// fields and functions, and classes are what stands in the file, so they are keyed by
/// this type wherever they are looked up or compared.
package struct ExactString: Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
  /// The text.
  package let string: String

  /// Wraps a text.
  package init(_ string: String) { self.string = string }

  /// Wraps a literal.
  package init(stringLiteral value: String) { string = value }

  package var description: String { string }
}

extension ExactString: Hashable {
  package static func == (left: ExactString, right: ExactString) -> Bool {
    left.string.isExactly(right.string)
  }

  package func hash(into hasher: inout Hasher) {
    var text = string
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

extension ExactString: Comparable {
  /// Whether the first text's UTF-8 bytes come before the second's.
  package static func < (left: ExactString, right: ExactString) -> Bool {
    left.string.utf8.lexicographicallyPrecedes(right.string.utf8)
  }
}

extension String {
  /// Whether two texts have the same code units.
  ///
  /// - Complexity: O(*n*) in the bytes of the shorter one; O(1) where their lengths differ.
  package func isExactly(_ other: String) -> Bool {
    utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
  }

  /// What follows a prefix of the same code units; `nil` where the text does not begin with it.
  package func removingExactPrefix(_ prefix: String) -> String? {
    guard utf8.starts(with: prefix.utf8) else { return nil }
    return String(decoding: utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
  }
}

extension Sequence where Element == String {
  /// Whether two lists hold texts of the same code units, in the same order.
  package func areExactly(_ other: some Sequence<String>) -> Bool {
    elementsEqual(other) { $0.isExactly($1) }
  }

  /// Whether a text of the same code units is among these.
  package func containsExactly(_ text: String) -> Bool { contains { $0.isExactly(text) } }
}

extension Collection where Element == String {
  /// Where the first text of the same code units stands.
  package func firstIndex(ofExactly text: String) -> Index? {
    firstIndex { $0.isExactly(text) }
  }
}
