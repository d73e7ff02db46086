internal import CRE2

/// Where one rule matches in texts, by the engine that labeling uses for it.
final class TextSearch {
  private enum Engine {
    case automaton(OpaquePointer, groupCount: Int)
    case backtracking(RegularExpression)
  }

  /// More matches in one text than anybody looks at are left out.
  private static let matchLimit = 1000

  private let engine: Engine

  /// Compiles a pattern with RE2; `nil` if RE2 does not accept it.
  ///
  /// - Parameters:
  ///   - pattern: The pattern.
  ///   - groupCount: The match is what the first of this many groups took that took part; of none
  ///     it is the whole match.
  init?(automaton pattern: String, groupCount: Int = 0) {
    var pattern = pattern
    let automaton = pattern.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        winnow_pattern_create($0.baseAddress, $0.count)
      }
    }
    guard let automaton else { return nil }
    engine = .automaton(automaton, groupCount: groupCount)
  }

  /// Searches with PCRE2.
  init(_ expression: RegularExpression) { engine = .backtracking(expression) }

  deinit {
    if case .automaton(let automaton, _) = engine { winnow_pattern_destroy(automaton) }
  }

  /// Calls `body` with the bytes of each match, in the order of the text, without overlaps.
  ///
  /// Matches without characters are left out. A search that takes too many steps ends there.
  func forEachMatch(in text: UnsafeBufferPointer<UInt8>, _ body: (Range<Int>) -> Void) {
    var start = 0
    var count = 0
    while count < Self.matchLimit, start <= text.count,
      let match = try? firstMatch(in: text, from: start)
    {
      if match.isEmpty {
        // On to the next character.
        start = match.upperBound + 1
        while start < text.count, text[start] & 0xC0 == 0x80 { start += 1 }
      } else {
        body(match)
        count += 1
        start = match.upperBound
      }
    }
  }

  /// The bytes of the first match at or behind `start`, or `nil`.
  private func firstMatch(
    in text: UnsafeBufferPointer<UInt8>,
    from start: Int
  ) throws(PatternError) -> Range<Int>? {
    switch engine {
    case .backtracking(let expression):
      return try expression.firstMatch(in: text, from: start)
    case .automaton(let automaton, let groupCount):
      var bounds = [0, 0]
      let isFound = winnow_pattern_find(
        automaton,
        text.baseAddress,
        text.count,
        start,
        Int32(groupCount),
        &bounds
      )
      return isFound == 0 ? nil : bounds[0]..<bounds[1]
    }
  }
}
