internal import CRE2

/// All keyword and pattern functions of a plugin, matched in one pass over a text.
///
/// What RE2 cannot express runs on PCRE2, one pattern after the other. Not for
/// use from two threads at once.
final class TextMatcher {
  /// One function's rule.
  struct Entry {
    let function: Int
    let rule: FunctionDeclaration.Rule
  }

  /// A pattern that neither engine accepts.
  struct Problem: Error {
    let function: Int
    let error: PatternError
  }

  /// One function's patterns.
  private struct Patterns {
    let function: Int
    /// Exact on texts of ASCII characters.
    let forASCII: String
    /// Matches wherever the function does on any text, and perhaps elsewhere.
    let candidate: String
    /// Exact on any text; `nil` when the candidate is.
    let forAnyText: String?
  }

  private let patterns: [Patterns]
  private let forASCII: [PatternSet]
  /// Finds which functions may match a text that is not ASCII.
  ///
  /// An automaton of the exact patterns would know all letters of Unicode:
  /// building its states took a hundred times longer than matching. `nil` when
  /// one is too large: then every function is looked at on its own.
  private lazy var candidates = PatternSet.sets(of: patterns.map(\.candidate))
  /// The exact patterns of functions that may have matched, each on its own.
  private var confirmations: [Int: PatternSet] = [:]
  private var expressions: [(function: Int, expression: RegularExpression)] = []

  /// The functions it matches.
  let functions: [Int]

  init(_ entries: [Entry]) throws(Problem) {
    functions = entries.map(\.function)
    var patterns: [Patterns] = []
    for entry in entries {
      switch entry.rule {
      case .keywords(let keywords, let matchesCase, _):
        patterns.append(
          Patterns(
            function: entry.function,
            forASCII: KeywordPattern.forASCIITexts(keywords, matchesCase: matchesCase),
            candidate: KeywordPattern.withoutEdges(keywords, matchesCase: matchesCase),
            forAnyText: KeywordPattern.forAnyText(keywords, matchesCase: matchesCase)
          )
        )
      case .pattern(let pattern, let ignoresCase, _):
        let whole = ignoresCase ? "(?i)(?:\(pattern))" : pattern
        if PatternSet([whole]) != nil {
          patterns.append(
            Patterns(
              function: entry.function,
              forASCII: whole,
              candidate: whole,
              forAnyText: nil
            )
          )
        } else {
          do {
            let expression = try RegularExpression(pattern, ignoresCase: ignoresCase)
            expressions.append((entry.function, expression))
          } catch {
            throw Problem(function: entry.function, error: error)
          }
        }
      case .code, .lookup:
        preconditionFailure("only keywords and patterns are matched together")
      }
    }
    guard let forASCII = PatternSet.sets(of: patterns.map(\.forASCII)) else {
      let tooLarge = patterns.first { PatternSet([$0.forASCII]) == nil }
      throw Problem(function: tooLarge?.function ?? 0, error: .tooLarge)
    }
    self.patterns = patterns
    self.forASCII = forASCII
  }

  /// Calls `body` with each function that matches, and with each that takes too many steps.
  ///
  /// A function comes up once at most; the order is not defined.
  func match(_ document: Document, _ body: (_ function: Int, _ error: PatternError?) -> Void) {
    let text = document.textBytes
    if document.isASCII {
      for set in forASCII { set.forEachMatch(in: text) { body(patterns[$0].function, nil) } }
    } else if let candidates {
      for set in candidates {
        set.forEachMatch(in: text) { index in
          if patterns[index].forAnyText == nil {
            body(patterns[index].function, nil)
          } else {
            confirm(index, in: text, body)
          }
        }
      }
    } else {
      for index in patterns.indices { confirm(index, in: text, body) }
    }
    for (function, expression) in expressions {
      do throws(PatternError) {
        if try expression.matches(text) { body(function, nil) }
      } catch {
        body(function, error)
      }
    }
  }
}

extension TextMatcher {
  /// Calls `body` with a function if its exact pattern matches.
  private func confirm(
    _ index: Int,
    in text: UnsafeBufferPointer<UInt8>,
    _ body: (_ function: Int, _ error: PatternError?) -> Void
  ) {
    let function = patterns[index].function
    let pattern = patterns[index].forAnyText ?? patterns[index].candidate
    guard let confirmation = confirmations[index] ?? PatternSet([pattern]) else {
      return body(function, .tooLarge)
    }
    confirmations[index] = confirmation
    confirmation.forEachMatch(in: text) { _ in body(function, nil) }
  }
}

/// A compiled RE2::Set.
private final class PatternSet {
  private let set: OpaquePointer
  /// Index of the first pattern among all that were to be compiled.
  private let first: Int

  /// Compiles patterns, or is `nil` when RE2 rejects one or memory is too small for all.
  init?(_ patterns: some Collection<String>, first: Int = 0) {
    guard let set = winnow_set_create() else { preconditionFailure("out of memory") }
    self.set = set
    self.first = first
    let areAccepted = patterns.allSatisfy { Self.add($0, to: set) }
    guard areAccepted, winnow_set_compile(set) != 0 else { return nil }
  }

  deinit { winnow_set_destroy(set) }

  /// One set of all the patterns, or several where one would be too large.
  ///
  /// - Returns: `nil` when a pattern is too large, or malformed, on its own.
  static func sets(of patterns: [String]) -> [PatternSet]? { sets(of: patterns[...]) }

  private static func sets(of patterns: ArraySlice<String>) -> [PatternSet]? {
    if patterns.isEmpty { return [] }
    if let set = PatternSet(patterns, first: patterns.startIndex) { return [set] }
    guard patterns.count > 1 else { return nil }
    let middle = patterns.startIndex + patterns.count / 2
    guard let left = sets(of: patterns[..<middle]), let right = sets(of: patterns[middle...]) else {
      return nil
    }
    return left + right
  }

  func forEachMatch(in text: UnsafeBufferPointer<UInt8>, _ body: (Int) -> Void) {
    var matches: UnsafePointer<Int32>?
    let count = winnow_set_match(set, text.baseAddress, text.count, &matches)
    for match in UnsafeBufferPointer(start: matches, count: count) { body(first + Int(match)) }
  }

  private static func add(_ pattern: String, to set: OpaquePointer) -> Bool {
    var pattern = pattern
    return pattern.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        winnow_set_add(set, $0.baseAddress, $0.count) >= 0
      }
    }
  }
}
