internal import CRE2

/// Where one keyword or pattern function matches, by the engine that labeling uses for it.
final class TextSearch {
  private enum Engine {
    case automaton(OpaquePointer, groupCount: Int)
    case backtracking(RegularExpression)
  }

  private let engine: Engine

  /// Compiles a rule; `nil` for code and lookups, and for what no engine accepts.
  init?(_ rule: FunctionDeclaration.Rule) {
    switch rule {
    case .keywords(let keywords, let matchesCase, _):
      let pattern = KeywordPattern.withGroups(keywords, matchesCase: matchesCase)
      guard let automaton = Self.automaton(pattern) else { return nil }
      engine = .automaton(automaton, groupCount: KeywordPattern.groupLimit)
    case .pattern(let pattern, let ignoresCase, _):
      if let automaton = Self.automaton(ignoresCase ? "(?i)(?:\(pattern))" : pattern) {
        engine = .automaton(automaton, groupCount: 0)
      } else if let expression = try? RegularExpression(pattern, ignoresCase: ignoresCase) {
        engine = .backtracking(expression)
      } else {
        return nil
      }
    case .code, .lookup:
      return nil
    }
  }

  deinit {
    if case .automaton(let automaton, _) = engine { winnow_pattern_destroy(automaton) }
  }

  /// The bytes of the first match at or behind `start`, or `nil`.
  func firstMatch(
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

  private static func automaton(_ pattern: String) -> OpaquePointer? {
    var pattern = pattern
    return pattern.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        winnow_pattern_create($0.baseAddress, $0.count)
      }
    }
  }
}
