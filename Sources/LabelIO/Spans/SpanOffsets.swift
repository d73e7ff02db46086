internal import LabelingCore

/// What the positions of spans count in a file; half-open in each.
package enum SpanOffsets: String, CaseIterable, Hashable, Sendable {
  /// Tokens of the document.
  case tokens
  /// UTF-8 bytes of the text.
  case bytes
  /// Unicode code points of the text, as in Python.
  case characters
  /// UTF-16 units of the text, as in JavaScript and Java.
  case utf16
  /// Grapheme clusters of the text, which people see as characters.
  case graphemes

  /// Byte offsets of the positions of this unit, from 0 to the length of the text; none of tokens.
  ///
  /// A position within a character's bytes, or within a pair of UTF-16 units, is −1.
  /// - Complexity: O(length of the text).
  func boundaries(of text: String) -> [Int32] {
    var ends: [Int32] = [0]
    var end: Int32 = 0
    switch self {
    case .tokens: return []
    case .bytes:
      for scalar in text.unicodeScalars {
        for _ in 1..<UTF8.width(scalar) { ends.append(-1) }
        end += Int32(UTF8.width(scalar))
        ends.append(end)
      }
    case .characters:
      for scalar in text.unicodeScalars {
        end += Int32(UTF8.width(scalar))
        ends.append(end)
      }
    case .utf16:
      for scalar in text.unicodeScalars {
        if UTF16.width(scalar) == 2 { ends.append(-1) }
        end += Int32(UTF8.width(scalar))
        ends.append(end)
      }
    case .graphemes:
      for character in text {
        end += Int32(character.utf8.count)
        ends.append(end)
      }
    }
    return ends
  }
}
