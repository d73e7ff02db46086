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

  @usableFromInline
  init(_ declaration: FunctionDeclaration) { self.declaration = declaration }

  /// The function itself.
  public var labelingFunction: LabelingFunction<Class> { self }
}

/// Code that votes.
struct CodeRule: DocumentRule {
  static let kind = "code"

  let code: @Sendable (Document) throws -> Int16

  var facts: RuleFacts { RuleFacts(tellsParts: false) }

  func voter() -> (Document) throws -> Int16 { code }

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
    var function = labelingFunction
    let place = SourcePlace(file: file, line: line)
    function.declaration.note(vote, at: place)
    function.declaration.examples.append(
      FunctionDeclaration.Example(
        text: text,
        fields: fields.map { ($0.key, $0.value) },
        vote: vote.classIndex,
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
