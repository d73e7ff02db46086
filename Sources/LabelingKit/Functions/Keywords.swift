/// Votes for a class when a text holds one of some words or phrases.
///
/// Case is ignored (Unicode simple case folding) and keywords match as whole
/// words: where a keyword begins or ends with a letter, mark, digit or `_`, no
/// such character may stand next to it; an apostrophe may, so `you won` is found
/// in `you won't`. Any run of white space in a phrase matches any other. A
/// letter with a combining mark is not the composed letter. All keyword and pattern functions of a plugin are
/// matched together in one pass over the text.
public struct Keywords<Class: LabelClass>: LabelingFunctionConvertible {
  /// The function it stands for.
  public let labelingFunction: LabelingFunction<Class>

  /// Creates a keyword function.
  ///
  /// - Parameters:
  ///   - name: Unique within the set.
  ///   - keywords: Words or phrases, at least one, none of them blank.
  ///   - vote: The class to vote for when any of them occurs.
  ///   - matchesCase: Whether upper and lower case differ.
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
    labelingFunction = LabelingFunction(
      FunctionDeclaration(
        name: name,
        file: file,
        line: line,
        rule: .keywords(keywords, matchesCase: matchesCase, vote: Optional(vote).classIndex)
      ).voting(for: vote)
    )
  }
}
