/// How each function that matches texts is to be matched.
struct MatchingPlan {
  /// A pattern that runs where its literals occur; without groups it always runs.
  struct Confirmed {
    let function: Int
    let groups: [[Literal]]
    let source: String
    let portable: String
  }

  /// What a function matches besides the literals that decide it.
  struct Others {
    let slot: Int
    /// A pattern that matches wherever this does, and perhaps elsewhere.
    let candidate: String
  }

  /// Patterns without literals that PCRE2 runs faster one by one than RE2 as a set.
  private static let looseLimit = 8

  private(set) var decided: [(function: Int, literals: [Literal])] = []
  private(set) var confirmed: [Confirmed] = []
  private(set) var unfiltered: [(function: Int, source: String)] = []
  private(set) var expressions: [(function: Int, expression: RegularExpression)] = []
  private(set) var others: [Others] = []
  /// Patterns for RE2 that are exact on any text, of all functions with literals.
  private(set) var sources: [Int: String] = [:]
  private var looseCount = 0

  init() {}

  /// Takes in a function that matches a text of ASCII exactly where a literal occurs.
  ///
  /// - Parameters:
  ///   - function: The function.
  ///   - literals: The literals.
  ///   - candidate: A pattern that matches wherever the function does for what literals of ASCII
  ///     cannot stand for; `nil` if there is no such thing.
  ///   - source: A pattern for RE2 that is exact on any text.
  mutating func decide(
    _ function: Int,
    by literals: [Literal],
    others candidate: String? = nil,
    source: String
  ) {
    if let candidate { others.append(Others(slot: decided.count, candidate: candidate)) }
    decided.append((function, literals))
    sources[function] = source
  }

  /// Takes in a function whose pattern runs where a literal of each group occurs.
  ///
  /// - Parameters:
  ///   - function: The function.
  ///   - groups: The literals; without any the pattern always runs.
  ///   - source: The pattern for RE2.
  ///   - portable: The same for PCRE2, which is faster on one pattern.
  mutating func confirm(
    _ function: Int,
    where groups: [[Literal]],
    source: String,
    portable: String
  ) {
    if groups.isEmpty { looseCount += 1 }
    guard !groups.isEmpty || looseCount <= Self.looseLimit else {
      search(function, source)
      return
    }
    confirmed.append(
      Confirmed(function: function, groups: groups, source: source, portable: portable)
    )
    sources[function] = source
  }

  /// Takes in a function whose pattern RE2 runs on every text, together with others.
  mutating func search(_ function: Int, _ source: String) {
    unfiltered.append((function, source))
  }

  /// Takes in a function whose expression PCRE2 runs on every text.
  mutating func backtrack(_ function: Int, _ expression: RegularExpression) {
    expressions.append((function, expression))
  }
}
