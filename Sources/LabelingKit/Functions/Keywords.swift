/// Votes for a class when a text holds one of some words or phrases.
///
/// Case is ignored (Unicode simple case folding) unless `matchesCase` is set, and
/// keywords match as whole words: where a keyword begins or ends with a letter,
/// mark, digit or `_`, no such character may stand next to it; an apostrophe may,
/// so `you won` is found in `you won't`. Any run of white space in a phrase matches
/// any other. A letter with a combining mark is not the composed letter. All
/// keyword and pattern functions of a plugin are matched together in one pass over
/// the text.
public struct Keywords<Class: LabelClass>: LabelingFunctionConvertible {
  /// The function it stands for.
  public let labelingFunction: LabelingFunction<Class>

  /// Creates a keyword function.
  ///
  /// - Parameters:
  ///   - name: Unique within the set.
  ///   - keywords: Words or phrases, at least one, none of them blank.
  ///   - vote: The class to vote for when any of them occurs.
  ///   - matchesCase: Whether upper and lower case differ; by default they do not.
  ///   - file: Where the function is declared; leave it to the compiler.
  ///   - line: Where the function is declared; leave it to the compiler.
  public init(
    _ name: String,
    _ keywords: [String],
    vote: Class,
    matchesCase: Bool = false,
    file: StaticString = #filePath,
    line: UInt = #line
  ) {
    let rule = KeywordRule(keywords, matchesCase: matchesCase, meaning: BallotMeaning(of: vote))
    labelingFunction = LabelingFunction(
      FunctionDeclaration(name: name, file: file, line: line, rule: rule).naming([vote])
    )
  }

  /// Creates a keyword function that says more, or less, than one class.
  ///
  /// - Parameters:
  ///   - name: Unique within the set.
  ///   - keywords: Words or phrases, at least one, none of them blank.
  ///   - vote: What to say when any of them occurs, such as `.anyOf(.cat, .dog)`.
  ///   - matchesCase: Whether upper and lower case differ; by default they do not.
  ///   - file: Where the function is declared; leave it to the compiler.
  ///   - line: Where the function is declared; leave it to the compiler.
  @_disfavoredOverload
  public init(
    _ name: String,
    _ keywords: [String],
    vote: Ballot<Class>,
    matchesCase: Bool = false,
    file: StaticString = #filePath,
    line: UInt = #line
  ) {
    let rule = KeywordRule(keywords, matchesCase: matchesCase, meaning: BallotMeaning(vote))
    labelingFunction = LabelingFunction(
      FunctionDeclaration(name: name, file: file, line: line, rule: rule).naming(vote.named)
    )
  }
}

/// A list of words and phrases.
struct KeywordRule: TextRule {
  static let kind = "keywords"
  /// Bytes of keywords that RE2 takes without doubt.
  private static let safeByteCount = 1 << 14

  let keywords: [String]
  let matchesCase: Bool
  let meaning: BallotMeaning?
  var vote: Int16 = -1

  init(_ keywords: [String], matchesCase: Bool, meaning: BallotMeaning) {
    self.keywords = keywords
    self.matchesCase = matchesCase
    self.meaning = meaning
  }

  func mistake(of name: String) -> (headline: String, help: String)? {
    guard keywords.isEmpty || keywords.contains(where: { $0.allSatisfy(\.isWhitespace) }) else {
      return nil
    }
    return (
      "function '\(name)' has no keywords, or a blank one", "list at least one word or phrase"
    )
  }

  var facts: RuleFacts {
    RuleFacts(
      votes: [vote],
      readsText: true,
      contents: ["keywords", "\(matchesCase)", meaning?.contents ?? ""] + keywords
    )
  }

  func join(_ plan: inout MatchingPlan, as function: Int) throws(PatternError) {
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
    plan.decide(
      function,
      by: literals,
      others: rest.isEmpty
        ? nil : KeywordPattern.withoutEdges(rest, matchesCase: matchesCase),
      source: KeywordPattern.forAnyText(keywords, matchesCase: matchesCase)
    )
  }

  func search() -> TextSearch? {
    TextSearch(
      automaton: KeywordPattern.withGroups(keywords, matchesCase: matchesCase),
      groupCount: KeywordPattern.groupLimit
    )
  }
}
