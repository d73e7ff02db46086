internal import CorpusIO
internal import LabelIO
internal import LabelingCore
internal import PluginHost

/// The labels of a session's documents while they are read: probabilities, and votes where they
/// were written with provenance.
struct SessionLabels {
  private let schema: LabelSchema
  private let kind: LabelKind
  private var fields: LabelFieldDecoder?
  /// The same where documents may have several classes.
  private var sets: LabelSetDecoder?
  private var functionTable = FieldTable()
  private var labelSpace = LabelSpace([])
  /// Names of fields that labels are in.
  private var labelFields = FieldTable()
  private var probabilities: [[Double]?] = []
  /// What the votes say, by their own classes.
  private var register = BallotRegister(classCount: 0)
  /// The votes of each document, voters and ballots by number; −1 for what is not known.
  private var votes: [[VotePatterns.Entry]] = []

  /// Looks for labels whose fields are called so.
  init(_ schema: LabelSchema, _ kind: LabelKind) {
    self.schema = schema
    self.kind = kind
  }

  /// Whether the documents come with labels.
  var arePresent: Bool { fields != nil || sets != nil }
  /// Names of the classes, in the order of the labels.
  var classes: [String] { labelSpace.classes }
  /// Names of the functions, in order of first appearance.
  var functions: [String] { functionTable.names }
  /// Names of the fields that labels are in, which would give the answer away.
  var fieldNames: [String] { labelFields.names }
  /// Documents on which a voter gave several answers, which a session cannot keep.
  private(set) var severalAnswersCount = 0

  /// Takes down what the documents of a batch have.
  ///
  /// - Throws: A `Diagnostic` for a record with invalid probabilities, and for a vote that is
  ///   for none of the classes.
  mutating func add(_ batch: LabelingBatch<CorpusContext>) throws {
    let path = batch.origin.path
    let names = FieldTable(batch.fieldNames)
    guard kind == .one else { return try addSets(batch, names) }
    fields?.resolve(names)
    if fields == nil {
      fields = LabelFieldDecoder(schema, in: batch.documents, fields: names)
      if let fields { begin(fields.classes, fields.functions) }
    }
    guard let fields else {
      probabilities += [[Double]?](repeating: nil, count: batch.documents.count)
      votes += [[VotePatterns.Entry]](repeating: [], count: batch.documents.count)
      return
    }
    for name in fields.names(in: names) { _ = labelFields.index(adding: name) }
    for record in batch.documents.records {
      guard let label = fields.label(of: record, in: batch.documents) else {
        throw Diagnostic(
          at: SourceLocation(path, line: record.line),
          "a labeled record has a probability per class, adding up to 1",
          help: "classes are \(fields.classes.map { "'\($0)'" }.joined(separator: ", "))"
        )
      }
      probabilities.append(label.probabilities)
      let found = try fields.votes(of: record, in: batch.documents, from: path)
      votes.append(
        found.map { vote in
          VotePatterns.Entry(
            voter: functionTable.index(adding: vote.function),
            ballot: BallotNotation.record(of: vote.vote, in: labelSpace)
              .flatMap { register.index(adding: $0) }.map { Int($0) } ?? -1
          )
        }
      )
      if Set(found.map { ExactString($0.function) }).count < found.count {
        severalAnswersCount += 1
      }
    }
  }

  /// The probabilities of the documents; where a document has none, uniform, or one half each where
  /// it may have several classes.
  func softLabels(in space: LabelSpace) -> SoftLabels {
    let share = kind == .one ? 1 / Double(space.classCount) : 0.5
    let uniform = [Double](repeating: share, count: space.classCount)
    let places = space.classes.map { labelSpace.vote(for: $0)?.classIndex }
    return SoftLabels(
      classCount: space.classCount,
      values: probabilities.flatMap { own in
        own.map { own in places.map { $0.map { own[$0] } ?? 0 } } ?? uniform
      }
    )
  }

  /// A function's votes on the documents; silence where it gave several answers.
  func votes(of function: String) -> [Int16] {
    let number = functionTable.index(of: function).map { Int32($0) }
    return votes.map { votes in
      let own = votes.filter { $0.voter == number }
      return own.count == 1 ? own[0].ballot : -1
    }
  }

  /// What each vote says, by the classes of a session; `nil` where it lacks them.
  func ballots(in space: LabelSpace) -> [BallotRecord?] {
    register.all.map { $0.moved(from: labelSpace, to: space, labels: kind) }
  }

  /// Takes down what documents have that may have several classes.
  private mutating func addSets(
    _ batch: LabelingBatch<CorpusContext>,
    _ names: FieldTable
  ) throws {
    if sets == nil {
      sets = LabelSetDecoder(schema, in: batch.documents, fields: names)
      if let sets { begin(sets.classes, sets.functions) }
    }
    guard let sets else {
      // Known lists without probabilities would give the answer away too.
      if names.contains(schema.labels) { _ = labelFields.index(adding: schema.labels) }
      probabilities += [[Double]?](repeating: nil, count: batch.documents.count)
      votes += [[VotePatterns.Entry]](repeating: [], count: batch.documents.count)
      return
    }
    for name in sets.names(in: names) { _ = labelFields.index(adding: name) }
    for record in batch.documents.records {
      let path = batch.origin.path
      probabilities.append(try sets.probabilities(of: record, in: batch.documents, from: path))
      votes.append(
        try sets.votes(of: record, in: batch.documents, from: path).map { vote in
          VotePatterns.Entry(
            voter: functionTable.index(adding: vote.function),
            ballot: register.index(adding: vote.says).map { Int($0) } ?? -1
          )
        }
      )
    }
  }

  private mutating func begin(_ classes: [String], _ functions: [String]) {
    labelSpace = LabelSpace(classes)
    register = BallotRegister(classCount: labelSpace.classCount, kind: kind)
    for name in functions { _ = functionTable.index(adding: name) }
  }
}
