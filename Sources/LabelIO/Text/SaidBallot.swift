internal import LabelingCore

/// What a cell of a file says: a class, a set of classes or all but them, with or without a
/// confidence.
struct SaidBallot: Hashable {
  /// Names of classes; where documents have several, those that are present.
  let names: [String]
  /// Names of classes that are absent, where documents have several.
  let absent: [String]
  /// Whether the truth is none of them.
  let isComplement: Bool
  /// The declared confidence, to three decimals.
  let confidence: Double?

  private let keys: [ExactString]
  private let absentKeys: [ExactString]

  /// A class.
  init(name: String) { self.init([name], isComplement: false, confidence: nil) }

  private init(_ names: [String], isComplement: Bool, confidence: Double?) {
    self.names = names
    self.isComplement = isComplement
    self.confidence = confidence
    keys = names.map { ExactString($0) }
    absent = []
    absentKeys = []
  }

  /// What is said of several classes.
  init(present: [String], absent: [String]) {
    keys = Set(present.map { ExactString($0) }).sorted()
    absentKeys = Set(absent.map { ExactString($0) }).sorted()
    names = keys.map(\.string)
    self.absent = absentKeys.map(\.string)
    isComplement = false
    confidence = nil
  }

  /// Reads a cell with signs.
  ///
  /// Three decimals keep a column of scores from being a million different ballots.
  /// - Throws: ``LabelIOError`` for a set with an empty name, and for a confidence that is not from
  ///   0 to 1.
  init(written text: String, at place: () -> SourceLocation) throws {
    let parts = BallotNotation.parts(of: text)
    var confidence: Double?
    if let written = parts.confidence {
      let value = Double(written) ?? -1
      guard (0...1).contains(value) else { throw LabelIOError.badConfidence(text, at: place()) }
      confidence = (value * 1000).rounded() / 1000
    }
    guard !parts.names.contains("") else { throw LabelIOError.emptyName(text, at: place()) }
    let names = Set(parts.names.map { ExactString($0) }).sorted().map(\.string)
    self.init(names, isComplement: parts.isComplement, confidence: confidence)
  }

  /// The same of other classes, each once.
  func naming(_ names: [String]) -> SaidBallot {
    SaidBallot(
      Set(names.map { ExactString($0) }).sorted().map(\.string),
      isComplement: isComplement,
      confidence: confidence
    )
  }

  /// It as it is written.
  var text: String {
    (isComplement ? "!" : "")
      + names.map { BallotNotation.escaped($0) }.joined(separator: "|")
      + (confidence.map { "@\($0)" } ?? "")
  }

  /// Whether it is a class and no more.
  var isClass: Bool {
    names.count == 1 && absent.isEmpty && !isComplement && confidence == nil
  }

  static func == (left: SaidBallot, right: SaidBallot) -> Bool {
    left.keys == right.keys && left.absentKeys == right.absentKeys
      && left.isComplement == right.isComplement
      && left.confidence == right.confidence
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(keys)
    hasher.combine(absentKeys)
    hasher.combine(isComplement)
    hasher.combine(confidence)
  }
}
