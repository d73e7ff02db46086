internal import CorpusIO
internal import LabelIO
internal import LabelStore
internal import LabelingCore
internal import PluginHost

/// The documents of a session while they are read.
struct SessionDocuments {
  var documents: [StoredDocument] = []
  var labeled: SessionLabels
  private(set) var haveText = true
  private let kind: LabelKind
  private var fields = FieldTable()
  private var columns: [[Int16]]
  /// What the columns are for.
  private var ballots: BallotRegister?
  private var numbers: [ExactString: Int] = [:]
  private let files: [String: Int]

  init(_ source: CorpusSource, functionCount: Int, labels: LabelSchema, kind: LabelKind) {
    labeled = SessionLabels(labels, kind)
    self.kind = kind
    columns = [[Int16]](repeating: [], count: functionCount)
    files = Dictionary(
      source.paths.enumerated().map { ($1, $0) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// Names of all fields, in the order in which they came.
  var fieldNames: [String] { fields.names }

  /// Adds the documents of a batch with the functions' votes.
  mutating func add(_ voted: VotedBatch<CorpusContext>) throws {
    ballots = voted.ballots
    for function in columns.indices { columns[function] += voted.votes(of: function) }
    try add(voted.batch)
  }

  /// Adds the documents of a batch.
  mutating func add(_ batch: LabelingBatch<CorpusContext>) throws {
    let path = batch.origin.path
    if batch.texts == nil { haveText = false }
    for name in batch.fieldNames { _ = fields.index(adding: name) }
    for (row, record) in batch.documents.records.enumerated() {
      let id = batch.id(at: row)
      guard numbers.updateValue(documents.count, forKey: ExactString(id)) == nil else {
        throw Diagnostic(
          at: SourceLocation(path, line: record.line),
          "two documents have the same id",
          help: "choose another field with '--id-field', or leave it out to number the records"
        )
      }
      documents.append(
        StoredDocument(
          id: id,
          file: files[path] ?? 0,
          record: record.number,
          digest: CorpusDifferences.digest(of: batch, row)
        )
      )
    }
    try labeled.add(batch)
  }

  /// The functions' votes, or those that the documents came with.
  ///
  /// - Parameters:
  ///   - functions: Names of the task's functions; empty without a task.
  ///   - taskSpace: The task's classes.
  ///   - labelSpace: The session's classes.
  /// - Returns: The votes by the session's classes.
  func votes(
    _ functions: [String],
    of taskSpace: LabelSpace?,
    in labelSpace: LabelSpace
  ) -> StoredBallots {
    var stored = StoredBallots(of: labelSpace, labels: kind)
    if let taskSpace, let ballots {
      let said = ballots.all.map { $0.moved(from: taskSpace, to: labelSpace, labels: kind) }
      for (name, votes) in zip(functions, columns) { stored.add(name, votes, saying: said) }
    } else {
      let said = labeled.ballots(in: labelSpace)
      for name in labeled.functions {
        stored.add(name, labeled.votes(of: name), saying: said)
      }
    }
    return stored
  }

  func numbers(of ids: [String], from path: String) throws -> [Int] {
    let missing = ids.filter { numbers[ExactString($0)] == nil }
    guard missing.isEmpty else {
      throw Diagnostic(
        at: SourceLocation(path),
        "\(missing.count) of \(Formatting.count(ids.count, "id")) "
          + "\(Formatting.verb(missing.count, "is", "are")) not in the corpus, the first is "
          + "'\(missing[0])'",
        help: "name the corpus that the ids are from, and its '--id-field'"
      )
    }
    return ids.compactMap { numbers[ExactString($0)] }
  }

  /// What is known of documents that check how annotators answer.
  ///
  /// - Throws: A `Diagnostic` for ids that the corpus does not have, and `LabelIOError` for a label
  ///   that is not a class.
  func checks(_ gold: GoldTable, in labelSpace: LabelSpace) throws -> [Int: LabelAnswer] {
    guard !gold.ids.isEmpty else {
      throw Diagnostic(
        at: SourceLocation(gold.path),
        "the file of check questions has no label",
        help: "it has the columns id and label, and a label in each row"
      )
    }
    let numbers = try numbers(of: gold.ids, from: gold.path)
    let known: [LabelAnswer]
    switch kind {
    case .one:
      let votes = try gold.labels(of: gold.ids, in: labelSpace)
      if let row = votes.firstIndex(where: \.isAbstain) {
        throw Diagnostic(
          at: SourceLocation(gold.path, line: gold.lines[row]),
          "a check question has one class, not '\(gold.labels[row])'",
          help: "name the class, or leave the row out"
        )
      }
      known = votes.map { .oneClass($0.classIndex) }
    case .several:
      known = try gold.labelSets(of: gold.ids, in: labelSpace).map {
        $0.map { .classes($0) } ?? .skipped
      }
    }
    return Dictionary(
      zip(numbers, known).filter { !$1.isSkip }.map { ($0, $1) },
      uniquingKeysWith: { first, _ in first }
    )
  }
}
