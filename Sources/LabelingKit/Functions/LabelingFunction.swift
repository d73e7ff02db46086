/// A function that votes for a class of a document or abstains.
///
/// The closure returns a class, or `nil` to abstain. It may throw: that is a
/// fault of this one (function, document) cell, which then abstains and is
/// counted. So is a trap, such as an index out of range.
///
/// ```swift
/// LabelingFunction("short_and_plain") { document in
///   document.byteCount < 20 && !document.contains("/") ? .ham : nil
/// }
/// .example("nice song", votes: .ham)
/// ```
public struct LabelingFunction<Class: LabelClass>: LabelingFunctionConvertible {
  var declaration: FunctionDeclaration

  /// Creates a function from code.
  ///
  /// - Parameters:
  ///   - name: Unique within the set; a letter, then letters, digits, `_`, `-` or `.`.
  ///   - file: Where the function is declared; leave it to the compiler.
  ///   - line: Where the function is declared; leave it to the compiler.
  ///   - vote: Takes a document, which it must not keep, and returns a class,
  ///     or `nil` to abstain.
  @inlinable
  public init(
    _ name: String,
    file: StaticString = #filePath,
    line: UInt = #line,
    vote: @escaping @Sendable (Document) throws -> Class?
  ) {
    // Inlined into the author's module, so that the class is found without
    // generic code: a few nanoseconds a call instead of some tens.
    let classes = Array(Class.allCases)
    self.init(
      FunctionDeclaration(
        name: name,
        file: file,
        line: line,
        code: { document in
          guard let vote = try vote(document) else { return -1 }
          guard let index = classes.firstIndex(of: vote) else {
            throw UnlistedClassError(vote.rawValue)
          }
          return Int16(truncatingIfNeeded: index)
        }
      )
    )
  }

  /// Creates a function from code that says more, or less, than one class.
  ///
  /// ```swift
  /// LabelingFunction("about_pets") { document in
  ///   if document.contains("purrs") { return .only(.cat) }
  ///   return document.contains("leash") ? .anyOf(.cat, .dog) : nil
  /// }
  /// ```
  /// - Parameters:
  ///   - name: Unique within the set; a letter, then letters, digits, `_`, `-` or `.`.
  ///   - file: Where the function is declared; leave it to the compiler.
  ///   - line: Where the function is declared; leave it to the compiler.
  ///   - vote: Takes a document, which it must not keep, and returns a ballot,
  ///     or `nil` to abstain.
  @_disfavoredOverload
  public init(
    _ name: String,
    file: StaticString = #filePath,
    line: UInt = #line,
    vote: @escaping @Sendable (Document) throws -> Ballot<Class>?
  ) {
    let code: @Sendable (Document) throws -> BallotMeaning? = { document in
      guard let ballot = try vote(document) else { return nil }
      if let unlisted = ballot.named.first(where: { Optional($0).classIndex < 0 }) {
        throw UnlistedClassError(unlisted.rawValue)
      }
      return BallotMeaning(ballot)
    }
    self.init(FunctionDeclaration(name: name, file: file, line: line, rule: BallotCodeRule(code)))
  }

  @usableFromInline
  init(_ declaration: FunctionDeclaration) { self.declaration = declaration }

  /// The function itself.
  public var labelingFunction: LabelingFunction<Class> { self }
}

/// Code that votes for classes.
struct CodeRule: DocumentRule {
  static let kind = "code"

  let code: @Sendable (Document) throws -> Int16

  var meaning: BallotMeaning? { nil }

  var facts: RuleFacts { RuleFacts(tellsParts: false) }

  func voter(on sheet: BallotSheet) -> (Document) throws -> Int16 { code }

  func partSearch() -> PartSearch? { nil }
}

/// Code that casts ballots.
struct BallotCodeRule: DocumentRule {
  static let kind = "code"

  private let code: @Sendable (Document) throws -> BallotMeaning?

  init(_ code: @escaping @Sendable (Document) throws -> BallotMeaning?) { self.code = code }

  var meaning: BallotMeaning? { nil }

  var facts: RuleFacts { RuleFacts(tellsParts: false) }

  func voter(on sheet: BallotSheet) -> (Document) throws -> Int16 {
    { [code] document in
      let ballot = try code(document)
      // What a class was given goes with a vote for a class.
      _ = NotedConfidence.take()
      return try sheet.vote(for: ballot)
    }
  }

  func partSearch() -> PartSearch? { nil }
}

/// What stands in a ``LabelingFunctionSet``: code, keywords, a pattern or a lookup.
public protocol LabelingFunctionConvertible<Class>: Sendable {
  /// The classes it votes for.
  associatedtype Class: LabelClass
  /// The function it stands for.
  var labelingFunction: LabelingFunction<Class> { get }
}

extension LabelingFunctionConvertible {
  /// Adds a document with the vote the function must give it.
  ///
  /// Examples run whenever the plugin is built or listed; one that fails stops
  /// the command and names this line.
  /// - Parameters:
  ///   - text: The example document's text.
  ///   - fields: Its other fields, as text.
  ///   - vote: The expected class, or `nil` for abstain.
  ///   - file: Where the example stands; leave it to the compiler.
  ///   - line: Where the example stands; leave it to the compiler.
  /// - Returns: The function with this example besides those it has.
  public func example(
    _ text: String = "",
    fields: KeyValuePairs<String, String> = [:],
    votes vote: Class?,
    file: StaticString = #filePath,
    line: UInt = #line
  ) -> LabelingFunction<Class> {
    example(
      text,
      fields,
      votes: vote.map { BallotMeaning(of: $0) },
      naming: vote.map { [$0] } ?? [],
      at: SourcePlace(file: file, line: line)
    )
  }

  /// Adds a document with the ballot the function must cast.
  ///
  /// - Parameters:
  ///   - text: The example document's text.
  ///   - fields: Its other fields, as text.
  ///   - vote: The expected ballot; one without a confidence is fulfilled by any confidence.
  ///   - file: Where the example stands; leave it to the compiler.
  ///   - line: Where the example stands; leave it to the compiler.
  /// - Returns: The function with this example besides those it has.
  @_disfavoredOverload
  public func example(
    _ text: String = "",
    fields: KeyValuePairs<String, String> = [:],
    votes vote: Ballot<Class>,
    file: StaticString = #filePath,
    line: UInt = #line
  ) -> LabelingFunction<Class> {
    example(
      text,
      fields,
      votes: BallotMeaning(vote),
      naming: vote.named,
      at: SourcePlace(file: file, line: line)
    )
  }

  private func example(
    _ text: String,
    _ fields: KeyValuePairs<String, String>,
    votes vote: BallotMeaning?,
    naming classes: [Class],
    at place: SourcePlace
  ) -> LabelingFunction<Class> {
    var function = labelingFunction
    function.declaration.note(classes, at: place)
    function.declaration.examples.append(
      FunctionDeclaration.Example(
        text: text,
        fields: fields.map { ($0.key, $0.value) },
        vote: vote,
        place: place
      )
    )
    return function
  }
}

extension Optional where Wrapped: LabelClass {
  /// The class's index among all cases, or −1 for `nil`.
  var classIndex: Int16 {
    guard let self, let index = Array(Wrapped.allCases).firstIndex(of: self) else { return -1 }
    return Int16(truncatingIfNeeded: index)
  }
}
