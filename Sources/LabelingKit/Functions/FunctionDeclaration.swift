/// A labeling function as the machinery sees it: classes are indices.
@usableFromInline
struct FunctionDeclaration: Sendable {
  /// What decides the vote; classes are indices, −1 abstains.
  @usableFromInline
  enum Rule: Sendable {
    case code(@Sendable (Document) throws -> Int16)
    case keywords([String], matchesCase: Bool, vote: Int16)
    case pattern(String, ignoresCase: Bool, vote: Int16)
    case lookup(path: String, LookupMeaning, field: String?)
  }

  /// What a line of a lookup's file means.
  @usableFromInline
  enum LookupMeaning: Hashable, Sendable {
    /// A term, which stands for this class.
    case term(vote: Int16)
    /// A term and the name of its class.
    case termAndClass
  }

  /// A document with the vote that the function must give it.
  struct Example: Sendable {
    let text: String
    let fields: [(name: String, value: String)]
    let vote: Int16
    let place: SourcePlace
  }

  let name: String
  let place: SourcePlace
  let rule: Rule
  var examples: [Example] = []
  /// Classes that the rule or an example names and the task lacks.
  private(set) var unlisted: [UnlistedClass] = []

  init(name: String, place: SourcePlace, rule: Rule) {
    self.name = name
    self.place = place
    self.rule = rule
  }

  @usableFromInline
  init(name: String, file: StaticString, line: UInt, rule: Rule) {
    self.init(name: name, place: SourcePlace(file: file, line: line), rule: rule)
  }

  /// Notes a class if the task lacks it.
  mutating func note<Class: LabelClass>(_ vote: Class?, at place: SourcePlace) {
    guard let vote, Optional(vote).classIndex < 0 else { return }
    unlisted.append(UnlistedClass(name: vote.rawValue, place: place))
  }

  /// The same with its class noted if the task lacks it.
  func voting<Class: LabelClass>(for vote: Class) -> FunctionDeclaration {
    var copy = self
    copy.note(vote, at: place)
    return copy
  }
}

/// Where something is declared in the author's source.
struct SourcePlace: Hashable, Sendable {
  let file: String
  let line: Int

  init(file: String, line: Int) {
    self.file = file
    self.line = line
  }

  init(file: StaticString, line: UInt) {
    self.init(file: "\(file)", line: Int(line))
  }
}
