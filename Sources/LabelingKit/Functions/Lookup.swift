internal import Platform

/// Votes by looking words, or a field's value, up in a file next to the source.
///
/// The file is found in the folder of the declaring source file. Its digest is
/// recorded with the function, so a changed list is a changed function. Case is
/// ignored unless `matchesCase` is set. Empty lines and lines that begin with `#` are skipped. A term is cut
/// into ``Document/words`` as the text is, so `shop.example` is found wherever the words
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
  ///   - matchesCase: Whether upper and lower case differ; by default they do not.
  ///   - file: Where the function is declared; leave it to the compiler.
  ///   - line: Where the function is declared; leave it to the compiler.
  public init(
    _ name: String,
    list path: String,
    field: String? = nil,
    vote: Class,
    matchesCase: Bool = false,
    file: StaticString = #filePath,
    line: UInt = #line
  ) {
    let rule = LookupRule(path, field, matchesCase, meaning: BallotMeaning(of: vote))
    labelingFunction = LabelingFunction(
      FunctionDeclaration(name: name, file: file, line: line, rule: rule).naming([vote])
    )
  }

  /// Creates a lookup in a list of terms that say more, or less, than one class.
  ///
  /// - Parameters:
  ///   - name: Unique within the set.
  ///   - path: The list's path, relative to the folder of the source file.
  ///   - field: Compares this field's whole value, or each value of a list,
  ///     with the terms; `nil` looks for terms among the text's words.
  ///   - vote: What to say when a term is found, such as `.anyOf(.cat, .dog)`.
  ///   - matchesCase: Whether upper and lower case differ; by default they do not.
  ///   - file: Where the function is declared; leave it to the compiler.
  ///   - line: Where the function is declared; leave it to the compiler.
  @_disfavoredOverload
  public init(
    _ name: String,
    list path: String,
    field: String? = nil,
    vote: Ballot<Class>,
    matchesCase: Bool = false,
    file: StaticString = #filePath,
    line: UInt = #line
  ) {
    let rule = LookupRule(path, field, matchesCase, meaning: BallotMeaning(vote))
    labelingFunction = LabelingFunction(
      FunctionDeclaration(name: name, file: file, line: line, rule: rule).naming(vote.named)
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
  ///   - matchesCase: Whether upper and lower case differ; by default they do not.
  ///   - file: Where the function is declared; leave it to the compiler.
  ///   - line: Where the function is declared; leave it to the compiler.
  public init(
    _ name: String,
    table path: String,
    field: String? = nil,
    matchesCase: Bool = false,
    file: StaticString = #filePath,
    line: UInt = #line
  ) {
    let rule = LookupRule(path, field, matchesCase, meaning: nil)
    labelingFunction = LabelingFunction(
      FunctionDeclaration(name: name, file: file, line: line, rule: rule)
    )
  }
}

/// A file of terms.
struct LookupRule: DocumentRule {
  static let kind = "lookup"

  let path: String
  let field: String?
  let matchesCase: Bool
  /// What every term stands for; `nil` where a line has a term and the name of its class.
  let meaning: BallotMeaning?
  /// The file's terms; `nil` before it is read.
  private var table: LookupTable?

  init(_ path: String, _ field: String?, _ matchesCase: Bool, meaning: BallotMeaning?) {
    self.path = path
    self.field = field
    self.matchesCase = matchesCase
    self.meaning = meaning
  }

  func loaded(
    at place: SourcePlace,
    classes: [String],
    voting vote: Int16
  ) throws(PluginProblem) -> LookupRule {
    let extra = Environment.value(of: "WINNOW_RESOURCES").map { [$0] } ?? []
    let folder = place.file.lastIndex(of: "/").map { String(place.file[..<$0]) } ?? "."
    var loaded = self
    do throws(LookupTable.Problem) {
      loaded.table = try LookupTable(
        of: self,
        folders: extra + [folder],
        classes: classes,
        voting: vote
      )
    } catch {
      throw PluginProblem(
        place: error.place ?? place,
        headline: error.headline,
        help: error.help
      )
    }
    return loaded
  }

  var facts: RuleFacts {
    guard let table else { return RuleFacts(readsText: field == nil) }
    return RuleFacts(
      votes: table.votes,
      readsText: field == nil,
      contents: ["lookup", lineContents, field ?? "", table.digest]
        + (matchesCase ? ["matches case"] : []),
      resource: (path, table.digest)
    )
  }

  /// What a line means, in the function's fingerprint.
  private var lineContents: String {
    meaning.map { "term(vote: \($0.contents))" } ?? "termAndClass"
  }

  func voter(on sheet: BallotSheet) -> (Document) throws -> Int16 {
    guard let table else { return { _ in -1 } }
    return { table.vote(on: $0) }
  }

  func partSearch() -> PartSearch? {
    guard let table else { return nil }
    return { table.forEachPart(in: $0, $1) }
  }
}
