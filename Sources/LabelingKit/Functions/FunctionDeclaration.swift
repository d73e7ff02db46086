/// A labeling function as the machinery sees it: classes are indices.
@usableFromInline
struct FunctionDeclaration: Sendable {
  /// A document with the vote that the function must give it.
  struct Example: Sendable {
    let text: String
    let fields: [(name: String, value: String)]
    /// What the function must say; `nil` for abstain.
    let vote: BallotMeaning?
    let place: SourcePlace
  }

  let name: String
  let place: SourcePlace
  /// What decides the vote.
  var rule: any FunctionRule
  var examples: [Example] = []
  /// Classes that the rule or an example names and the task lacks.
  private(set) var unlisted: [UnlistedClass] = []

  init(name: String, place: SourcePlace, rule: any FunctionRule) {
    self.name = name
    self.place = place
    self.rule = rule
  }

  init(name: String, file: StaticString, line: UInt, rule: any FunctionRule) {
    self.init(name: name, place: SourcePlace(file: file, line: line), rule: rule)
  }

  @usableFromInline
  init(
    name: String,
    file: StaticString,
    line: UInt,
    code: @escaping @Sendable (Document) throws -> Int16
  ) {
    self.init(name: name, file: file, line: line, rule: CodeRule(code: code))
  }

  /// Notes classes that the task lacks.
  mutating func note<Class: LabelClass>(_ classes: [Class], at place: SourcePlace) {
    unlisted += classes.filter { Optional($0).classIndex < 0 }.map {
      UnlistedClass(name: $0.rawValue, place: place)
    }
  }

  /// The same with its classes noted if the task lacks them.
  func naming<Class: LabelClass>(_ classes: [Class]) -> FunctionDeclaration {
    var copy = self
    copy.note(classes, at: place)
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
