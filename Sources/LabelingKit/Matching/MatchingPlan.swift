/// How each function is to be matched.
struct MatchingPlan {
  /// A pattern that runs where its literals occur; without groups it always runs.
  struct Confirmed {
    let function: Int
    let groups: [[Literal]]
    let source: String
    let portable: String?
  }

  /// Keywords that literals of ASCII cannot stand for; their function has a slot all the same.
  struct Others {
    let slot: Int
    let keywords: [String]
    let matchesCase: Bool
  }

  /// Patterns without literals that PCRE2 runs faster one by one than RE2 as a set.
  private static let looseLimit = 8
  /// Bytes of keywords that RE2 takes without doubt.
  private static let safeByteCount = 1 << 14

  private(set) var decided: [(function: Int, literals: [Literal])] = []
  private(set) var confirmed: [Confirmed] = []
  private(set) var unfiltered: [(function: Int, source: String)] = []
  private(set) var expressions: [(function: Int, expression: RegularExpression)] = []
  private(set) var others: [Others] = []
  /// Patterns for RE2 that are exact on any text, of all functions with literals.
  private(set) var sources: [Int: String] = [:]
  private var looseCount = 0

  init() {}

  /// Takes a function in.
  mutating func add(
    _ rule: FunctionDeclaration.Rule,
    of function: Int
  ) throws(PatternError) {
    switch rule {
    case .keywords(let keywords, let matchesCase, _):
      try add(keywords, matchesCase: matchesCase, of: function)
    case .pattern(let pattern, let ignoresCase, _):
      try add(pattern, ignoresCase: ignoresCase, of: function)
    case .code, .lookup:
      preconditionFailure("only keywords and patterns are matched together")
    }
  }

  private mutating func add(
    _ keywords: [String],
    matchesCase: Bool,
    of function: Int
  ) throws(PatternError) {
    let source = KeywordPattern.forAnyText(keywords, matchesCase: matchesCase)
    if keywords.reduce(0, { $0 + $1.utf8.count }) > Self.safeByteCount,
      PatternSet([KeywordPattern.forASCIITexts(keywords, matchesCase: matchesCase)]) == nil
    {
      throw .tooLarge
    }
    var literals: [Literal] = []
    var rest: [String] = []
    for keyword in keywords {
      if let literal = Literal(keyword: keyword, matchesCase: matchesCase) {
        literals.append(literal)
      } else {
        rest.append(keyword)
      }
    }
    if !rest.isEmpty {
      others.append(Others(slot: decided.count, keywords: rest, matchesCase: matchesCase))
    }
    decided.append((function, literals))
    sources[function] = source
  }

  private mutating func add(
    _ pattern: String,
    ignoresCase: Bool,
    of function: Int
  ) throws(PatternError) {
    let source = ignoresCase ? "(?i)(?:\(pattern))" : pattern
    guard PatternSet([source]) != nil else {
      expressions.append(
        (function, try RegularExpression(pattern, ignoresCase: ignoresCase))
      )
      return
    }
    guard let (syntax, portable) = PatternParser.parse(source) else {
      unfiltered.append((function, source))
      return
    }
    let literals = PatternLiterals(syntax)
    if let exact = literals.exact {
      decided.append((function, exact))
    } else {
      if literals.required.isEmpty { looseCount += 1 }
      guard !literals.required.isEmpty || looseCount <= Self.looseLimit else {
        unfiltered.append((function, source))
        return
      }
      confirmed.append(
        Confirmed(
          function: function,
          groups: literals.required,
          source: source,
          portable: portable
        )
      )
    }
    sources[function] = source
  }
}
