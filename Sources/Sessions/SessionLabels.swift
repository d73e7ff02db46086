internal import CorpusIO
internal import LabelIO
internal import LabelingCore
internal import PluginHost

/// The labels of a session's documents while they are read: probabilities, and votes where they
/// were written with provenance.
///
/// Labels of several classes a document are hidden and not read.
struct SessionLabels {
  private let schema: LabelSchema
  private let kind: LabelKind
  private var fields: LabelFieldDecoder?
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
  var arePresent: Bool { fields != nil }
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
    guard kind == .one else { return hide(names) }
    fields?.resolve(names)
    if fields == nil {
      fields = LabelFieldDecoder(schema, in: batch.documents, fields: names)
      if let fields { begin(fields) }
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

  /// The probabilities of the documents; uniform where a document has none.
  func softLabels(in space: LabelSpace) -> SoftLabels {
    let uniform = [Double](repeating: 1 / Double(space.classCount), count: space.classCount)
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
    register.all.map { $0.moved(from: labelSpace, to: space) }
  }

  /// Takes down which fields have labels of several classes.
  private mutating func hide(_ names: FieldTable) {
    let own = [schema.labels, schema.probabilities, schema.votes]
    for name in names.names
    where own.containsExactly(name) || name.hasPrefix(schema.prefix + "p_") {
      _ = labelFields.index(adding: name)
    }
  }

  private mutating func begin(_ fields: LabelFieldDecoder) {
    labelSpace = LabelSpace(fields.classes)
    register = BallotRegister(classCount: labelSpace.classCount)
    for name in fields.functions { _ = functionTable.index(adding: name) }
  }
}
