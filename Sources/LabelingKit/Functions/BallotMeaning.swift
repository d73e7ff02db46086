/// How a ballot's classes are meant.
enum BallotForm: String, Hashable, Sendable {
  /// The truth is one of them.
  case oneOf
  /// The truth is none of them.
  case noneOf
  /// They are labels of the document, and the absent ones are not.
  case labels
}

/// A ballot as the machinery sees it: classes are indices.
@usableFromInline
struct BallotMeaning: Hashable, Sendable {
  let form: BallotForm
  /// Indices of classes, ascending, each once; −1 for one that the task lacks.
  let classes: [Int16]
  /// The same of labels that are absent.
  let absent: [Int16]
  let confidence: Double?
  /// A group that it names and the task lacks.
  var unknownGroup: String?

  /// A vote for a class, which may have been given a confidence.
  init<Class: LabelClass>(of label: Class) {
    let index = Optional(label).classIndex
    let note = NotedConfidence.take()
    self.init(
      .oneOf,
      [index],
      confidence: note?.classIndex == index ? note?.confidence : nil
    )
  }

  /// What an author's ballot says.
  init<Class: LabelClass>(_ ballot: Ballot<Class>) {
    func indices(_ classes: [Class]) -> [Int16] {
      Set(classes.map { Optional($0).classIndex }).sorted()
    }
    self.init(
      ballot.form,
      indices(ballot.classes),
      absent: indices(ballot.absent),
      confidence: ballot.confidence
    )
    unknownGroup = ballot.unknownGroup
    // What a class in it was given goes with a vote for that class alone.
    _ = NotedConfidence.take()
  }

  init(
    _ form: BallotForm,
    _ classes: [Int16],
    absent: [Int16] = [],
    confidence: Double? = nil
  ) {
    self.form = form
    self.classes = classes
    self.absent = absent
    self.confidence = confidence
  }

  /// The class where it says nothing else; `nil` for any other ballot.
  var plainClass: Int16? {
    form == .oneOf && classes.count == 1 && confidence == nil ? classes[0] : nil
  }

  /// What tells it from others, in a function's fingerprint; of a class its index.
  var contents: String {
    if let plainClass { return "\(plainClass)" }
    return "\(form.rawValue) \(classes) \(absent)" + (confidence.map { " @\($0)" } ?? "")
  }
}

extension BallotMeaning {
  /// The ballot as it is cast in a task.
  ///
  /// - Parameters:
  ///   - labels: How many classes a document of the task has.
  ///   - classCount: The task's classes.
  /// - Returns: The ballot; `nil` where it says nothing.
  /// - Throws: Why no task like this has such a ballot.
  func cast(
    where labels: LabelsPerDocument,
    classCount: Int
  ) throws(BallotMistake) -> CastBallot? {
    guard confidence.map({ (0...1).contains($0) }) ?? true else {
      throw .confidence(confidence ?? 0)
    }
    if let unknownGroup { throw .unknownGroup(unknownGroup) }
    guard !(classes + absent).contains(-1) else { throw .unlistedClass }
    guard labels == .one || confidence == nil else { throw .confidenceOfLabels }
    guard labels == .several || absent.isEmpty else { throw .severalLabels }
    var statements: [UInt16]
    switch (labels, form) {
    case (.one, .labels): throw .severalLabels
    case (.several, .oneOf) where classes.count > 1: throw .oneOfSeveralLabels
    case (.one, .oneOf): statements = classes.map { UInt16($0) }
    case (.one, .noneOf):
      statements = (0..<classCount).filter { !classes.contains(Int16($0)) }.map { UInt16($0) }
    case (.several, .oneOf): statements = classes.map { UInt16($0) }
    case (.several, .noneOf): statements = classes.map { UInt16(classCount + Int($0)) }
    case (.several, .labels): statements = classes.map { UInt16($0) }
    }
    let k = UInt16(classCount)
    statements = Set(statements + absent.map { k + UInt16($0) }).sorted()
    let known = Set(statements)
    guard labels == .one || !statements.contains(where: { known.contains($0 + k) }) else {
      throw .presentAndAbsent
    }
    let isEverything = labels == .one && statements.count == classCount && classCount > 1
    let saysNothing = statements.isEmpty || isEverything
    guard !saysNothing else { return nil }
    // Three decimals keep a column of scores from being a million different ballots.
    let rounded = confidence.map { ($0 * 1000).rounded() / 1000 }
    return CastBallot(statements: statements, confidence: rounded)
  }
}

/// A ballot as it crosses the border.
struct CastBallot: Hashable, Sendable {
  /// What it says, ascending.
  ///
  /// In a task of one class a document: classes, one of which is true. In a task of several
  /// labels: class *c* of *k* for a label that is there, *k* + *c* for one that is not.
  var statements: [UInt16]
  /// The declared confidence, to three decimals.
  var confidence: Double?

  /// The class where it says nothing else.
  func plainClass(of classCount: Int) -> Int16? {
    statements.count == 1 && confidence == nil && Int(statements[0]) < classCount
      ? Int16(statements[0]) : nil
  }
}

/// How many classes each document of a task has.
public enum LabelsPerDocument: String, Hashable, Sendable {
  /// Exactly one.
  case one
  /// Any number of them, and perhaps none.
  case several
}

/// Why a task cannot have a ballot.
enum BallotMistake: Error, Hashable, CustomStringConvertible {
  /// A confidence that is no share.
  case confidence(Double)
  /// A confidence of one class with a vote for another.
  case otherClass
  /// A confidence, in a task of several labels.
  case confidenceOfLabels
  /// Labels, in a task of one class a document.
  case severalLabels
  /// One of several classes, in a task of several labels.
  case oneOfSeveralLabels
  /// A label that is there and is not.
  case presentAndAbsent
  /// A class that is not among all cases.
  case unlistedClass
  /// A group that the task's groups lack.
  case unknownGroup(String)
  /// More ballots than a batch has room for.
  case tooMany(Int)

  /// The rule that was broken.
  var description: String {
    switch self {
    case .confidence(let value): "the confidence \(value) is not between 0 and 1"
    case .otherClass: "the confidence was given with another class than the vote is for"
    case .confidenceOfLabels: "a label is there or not, without a confidence"
    case .severalLabels:
      "it names labels that are present or absent, in a task of one class a "
        + "document"
    case .oneOfSeveralLabels: "'anyOf' and 'group' say nothing where a document has several labels"
    case .presentAndAbsent: "the same label is both present and absent"
    case .unlistedClass: "the vote names a class that is not in allCases"
    case .unknownGroup(let name): "there is no group '\(name)'"
    case .tooMany(let limit): "a batch has more than \(limit) different ballots, or larger ones"
    }
  }

  /// How to mend the declaration.
  var help: String {
    switch self {
    case .confidence: "write it as a share, such as 'with(confidence: 0.8)'"
    case .otherClass: "give the confidence with the class that is returned"
    case .confidenceOfLabels: "vote where the score is high enough, without 'with(confidence:)'"
    case .severalLabels:
      "write '.anyOf(…)' for one of several classes, or declare the task with "
        + "'labels: .several'"
    case .oneOfSeveralLabels: "list the labels that are present: 'vote: [.a, .b]'"
    case .presentAndAbsent: "leave one of the two out"
    case .unlistedClass: "add it to allCases"
    case .unknownGroup: "name one of those in the classes' 'static let groups'"
    case .tooMany: "give confidences in fewer steps, such as 0.1"
    }
  }
}
