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

  private let forASCII: [PatternSet]
  /// Built when the first text that is not ASCII comes: its automaton is larger.
  private lazy var forAnyText = PatternSet.sets(of: patterns.map(\.forAnyText))
  private var patterns: [(function: Int, forASCII: String, forAnyText: String)] = []
  private var expressions: [(function: Int, expression: RegularExpression)] = []

  /// The functions it matches.
  let functions: [Int]

  init(_ entries: [Entry]) throws(Problem) {
    functions = entries.map(\.function)
    for entry in entries {
      switch entry.rule {
      case .keywords(let keywords, let matchesCase, _):
        let forASCII = KeywordPattern.forASCIITexts(keywords, matchesCase: matchesCase)
        let forAnyText = KeywordPattern.forAnyText(keywords, matchesCase: matchesCase)
        guard PatternSet([forASCII]) != nil, PatternSet([forAnyText]) != nil else {
          throw Problem(function: entry.function, error: .tooLarge)
        }
        patterns.append((entry.function, forASCII, forAnyText))
      case .pattern(let pattern, let ignoresCase, _):
        let whole = ignoresCase ? "(?i)(?:\(pattern))" : pattern
        if PatternSet([whole]) != nil {
          patterns.append((entry.function, whole, whole))
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
    forASCII = PatternSet.sets(of: patterns.map(\.forASCII))
  }

  /// Calls `body` with each function that matches, and with each that takes too many steps.
  ///
  /// A function comes up once at most; the order is not defined.
  func match(_ document: Document, _ body: (_ function: Int, _ error: PatternError?) -> Void) {
    let text = document.textBytes
    if !patterns.isEmpty {
      for set in document.isASCII ? forASCII : forAnyText {
        set.forEachMatch(in: text) { body(patterns[$0].function, nil) }
      }
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
  /// Each pattern must have been accepted on its own.
  static func sets(of patterns: [String]) -> [PatternSet] {
    sets(of: patterns[...])
  }

  private static func sets(of patterns: ArraySlice<String>) -> [PatternSet] {
    if patterns.isEmpty { return [] }
    if let set = PatternSet(patterns, first: patterns.startIndex) { return [set] }
    precondition(patterns.count > 1, "the pattern was accepted before")
    let middle = patterns.startIndex + patterns.count / 2
    return sets(of: patterns[..<middle]) + sets(of: patterns[middle...])
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
