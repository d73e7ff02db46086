/// Votes for a class when a regular expression matches somewhere in a text.
///
/// The dialect is RE2's: Perl syntax without lookaround and backreferences,
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
  ///   - ignoresCase: Whether upper and lower case are the same.
  ///   - file: Where the function is declared; leave it to the compiler.
  ///   - line: Where the function is declared; leave it to the compiler.
  public init(
    _ name: String,
    _ pattern: String,
    vote: Class,
    ignoresCase: Bool = false,
    file: StaticString = #filePath,
    line: UInt = #line
  ) {
    labelingFunction = LabelingFunction(
      FunctionDeclaration(
        name: name,
        file: file,
        line: line,
        rule: .pattern(pattern, ignoresCase: ignoresCase, vote: Optional(vote).classIndex)
      ).voting(for: vote)
    )
  }
}
