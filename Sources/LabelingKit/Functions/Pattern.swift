/// Votes for a class when a regular expression matches somewhere in a text.
///
/// Case is ignored unless `matchesCase` is set, as in ``Keywords``; `(?-i:…)` matches it in a part
/// of the pattern. The dialect is RE2's: Perl syntax without lookaround and backreferences,
/// `\d`, `\w`, `\s` and `\b` know ASCII only (write `\pL` for any letter), `.`
/// stops at line ends, `$` is the end of the text. A pattern that needs
/// lookaround or backreferences runs on PCRE2 instead, with the same meaning of
/// `\d`, `\w`, `\b` and `$`; only `\s` takes in the vertical tab as well. One that
/// needs more than a million steps on a document is a fault of that cell.
public struct Pattern<Class: LabelClass>: LabelingFunctionConvertible {
  /// The function it stands for.
  public let labelingFunction: LabelingFunction<Class>

  /// Creates a pattern function.
  ///
  /// - Parameters:
  ///   - name: Unique within the set.
  ///   - pattern: The regular expression, without an empty alternative; a raw string `#"…"#`
  ///     needs no doubled backslashes.
  ///   - vote: The class to vote for when it matches.
  ///   - matchesCase: Whether upper and lower case differ; by default they do not.
  ///   - file: Where the function is declared; leave it to the compiler.
  ///   - line: Where the function is declared; leave it to the compiler.
  public init(
    _ name: String,
    _ pattern: String,
    vote: Class,
    matchesCase: Bool = false,
    file: StaticString = #filePath,
    line: UInt = #line
  ) {
    let rule = PatternRule(pattern, matchesCase: matchesCase, meaning: BallotMeaning(of: vote))
    labelingFunction = LabelingFunction(
      FunctionDeclaration(name: name, file: file, line: line, rule: rule).naming([vote])
    )
  }

  /// Creates a pattern function that says more, or less, than one class.
  ///
  /// - Parameters:
  ///   - name: Unique within the set.
  ///   - pattern: The regular expression, without an empty alternative.
  ///   - vote: What to say when it matches, such as `.not(.ham)`.
  ///   - matchesCase: Whether upper and lower case differ; by default they do not.
  ///   - file: Where the function is declared; leave it to the compiler.
  ///   - line: Where the function is declared; leave it to the compiler.
  @_disfavoredOverload
  public init(
    _ name: String,
    _ pattern: String,
    vote: Ballot<Class>,
    matchesCase: Bool = false,
    file: StaticString = #filePath,
    line: UInt = #line
  ) {
    let rule = PatternRule(pattern, matchesCase: matchesCase, meaning: BallotMeaning(vote))
    labelingFunction = LabelingFunction(
      FunctionDeclaration(name: name, file: file, line: line, rule: rule).naming(vote.named)
    )
  }
}

/// A regular expression.
struct PatternRule: TextRule {
  static let kind = "pattern"

  let pattern: String
  let matchesCase: Bool
  let meaning: BallotMeaning?
  var vote: Int16 = -1

  init(_ pattern: String, matchesCase: Bool, meaning: BallotMeaning) {
    self.pattern = pattern
    self.matchesCase = matchesCase
    self.meaning = meaning
  }

  /// The pattern as RE2 takes it.
  private var source: String { matchesCase ? pattern : "(?i)(?:\(pattern))" }

  func mistake(of name: String) -> (headline: String, help: String)? {
    guard pattern.isEmpty || PatternParser.parse(pattern)?.syntax.isBlank == true else {
      return nil
    }
    return (
      pattern.isEmpty
        ? "function '\(name)' has an empty pattern"
        : "function '\(name)' has a pattern with an empty alternative, which matches every text",
      "write what is to be found; a function that always votes is "
        + "LabelingFunction(\"\(name)\") { _ in … }"
    )
  }

  var facts: RuleFacts {
    RuleFacts(
      votes: [vote],
      readsText: true,
      contents: ["pattern", "\(!matchesCase)", meaning?.contents ?? "", pattern]
    )
  }

  func join(_ plan: inout MatchingPlan, as function: Int) throws(PatternError) {
    guard PatternSet([source]) != nil else {
      plan.backtrack(function, try RegularExpression(pattern, matchesCase: matchesCase))
      return
    }
    guard let (syntax, portable) = PatternParser.parse(source) else {
      plan.search(function, source)
      return
    }
    let literals = PatternLiterals(syntax)
    if let exact = literals.exact {
      plan.decide(function, by: exact, source: source)
    } else {
      plan.confirm(function, where: literals.required, source: source, portable: portable)
    }
  }

  func search() -> TextSearch? {
    if let search = TextSearch(automaton: source) { return search }
    guard let expression = try? RegularExpression(pattern, matchesCase: matchesCase) else {
      return nil
    }
    return TextSearch(expression)
  }
}
