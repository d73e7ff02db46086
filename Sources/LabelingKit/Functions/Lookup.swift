/// Votes by looking words, or a field's value, up in a file next to the source.
///
/// The file is found in the folder of the declaring source file. Its digest is
/// recorded with the function, so a changed list is a changed function. Case is
/// ignored. Empty lines and lines that begin with `#` are skipped. A term is cut
/// into words as the text is, so `shop.example` is found wherever the words
/// `shop` and `example` follow each other.
public struct Lookup<Class: LabelClass>: LabelingFunctionConvertible {
  /// The function it stands for.
  public let labelingFunction: LabelingFunction<Class>

  /// Creates a lookup in a list of terms, one a line.
  ///
  /// - Parameters:
  ///   - name: Unique within the set.
  ///   - path: The list's path, relative to the folder of the source file.
  ///   - field: Compares this field's whole value, or each value of a list,
  ///     with the terms; `nil` looks for terms among the text's words. A term of
  ///     several words is found where the words follow each other.
  ///   - vote: The class to vote for when a term is found.
  ///   - file: Where the function is declared; leave it to the compiler.
  ///   - line: Where the function is declared; leave it to the compiler.
  public init(
    _ name: String,
    list path: String,
    field: String? = nil,
    vote: Class,
    file: StaticString = #filePath,
    line: UInt = #line
  ) {
    labelingFunction = LabelingFunction(
      FunctionDeclaration(
        name: name,
        file: file,
        line: line,
        rule: .lookup(path: path, .term(vote: Optional(vote).classIndex), field: field)
      ).voting(for: vote)
    )
  }

  /// Creates a lookup in a table of terms and classes: `term,class` or `term<tab>class` a line.
  ///
  /// With several terms in a text, the class with the most distinct terms gets
  /// the vote; a tie abstains.
  /// - Parameters:
  ///   - name: Unique within the set.
  ///   - path: The table's path, relative to the folder of the source file.
  ///   - field: Compares this field's whole value, or each value of a list,
  ///     with the terms; `nil` looks for terms among the text's words.
  ///   - file: Where the function is declared; leave it to the compiler.
  ///   - line: Where the function is declared; leave it to the compiler.
  public init(
    _ name: String,
    table path: String,
    field: String? = nil,
    file: StaticString = #filePath,
    line: UInt = #line
  ) {
    labelingFunction = LabelingFunction(
      FunctionDeclaration(
        name: name,
        file: file,
        line: line,
        rule: .lookup(path: path, .termAndClass, field: field)
      )
    )
  }
}
