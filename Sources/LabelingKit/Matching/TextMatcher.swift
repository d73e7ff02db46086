internal import CRE2
internal import Glibc

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

  private let entries: [Entry]
  private let forASCII: PatternSet
  /// Built when the first text that is not ASCII comes: its automaton is larger.
  private lazy var forAnyText = PatternSet(patterns.map(\.forAnyText))
  private var patterns: [(function: Int, forASCII: String, forAnyText: String)] = []
  private var expressions: [(function: Int, expression: RegularExpression)] = []

  /// Whether there is nothing to match.
  var isEmpty: Bool { entries.isEmpty }

  init(_ entries: [Entry]) throws(Problem) {
    self.entries = entries
    for entry in entries {
      switch entry.rule {
      case .keywords(let keywords, let matchesCase, _):
        patterns.append(
          (
            entry.function,
            KeywordPattern.forASCIITexts(keywords, matchesCase: matchesCase),
            KeywordPattern.forAnyText(keywords, matchesCase: matchesCase)
          )
        )
      case .pattern(let pattern, let ignoresCase, _):
        let whole = ignoresCase ? "(?i)(?:\(pattern))" : pattern
        if PatternSet.accepts(whole) {
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
    forASCII = PatternSet(patterns.map(\.forASCII))
  }

  /// Calls `body` with each function that matches, and with each that takes too many steps.
  ///
  /// A function comes up once at most; the order is not defined.
  func match(_ document: Document, _ body: (_ function: Int, _ error: PatternError?) -> Void) {
    let text = document.textBytes
    if !patterns.isEmpty {
      let set = document.isASCII ? forASCII : forAnyText
      set.forEachMatch(in: text) { body(patterns[$0].function, nil) }
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
  private let isEmpty: Bool

  /// - Parameter patterns: Patterns that RE2 accepts.
  init(_ patterns: [String]) {
    guard let set = winnow_set_create() else { preconditionFailure("out of memory") }
    self.set = set
    isEmpty = patterns.isEmpty
    for pattern in patterns {
      let index = Self.add(pattern, to: set)
      precondition(index >= 0, "the pattern was accepted before")
    }
    if !patterns.isEmpty {
      precondition(winnow_set_compile(set) != 0, "the automaton does not fit into memory")
    }
  }

  deinit { winnow_set_destroy(set) }

  static func accepts(_ pattern: String) -> Bool {
    guard let set = winnow_set_create() else { return false }
    defer { winnow_set_destroy(set) }
    return add(pattern, to: set) >= 0
  }

  func forEachMatch(in text: UnsafeBufferPointer<UInt8>, _ body: (Int) -> Void) {
    guard !isEmpty else { return }
    var matches: UnsafePointer<Int32>?
    let count = winnow_set_match(set, text.baseAddress, text.count, &matches)
    for match in UnsafeBufferPointer(start: matches, count: count) { body(Int(match)) }
  }

  private static func add(_ pattern: String, to set: OpaquePointer) -> Int32 {
    var offset: Int64 = -1
    return pattern.withCString { winnow_set_add(set, $0, strlen($0), nil, 0, &offset) }
  }
}
