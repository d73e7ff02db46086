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
  private var fields = FieldTable()
  private var columns: [[Int16]]
  private var numbers: [ExactString: Int] = [:]
  private let files: [String: Int]

  init(_ source: CorpusSource, functionCount: Int, labels: LabelSchema) {
    labeled = SessionLabels(labels)
    columns = [[Int16]](repeating: [], count: functionCount)
    files = Dictionary(
      source.paths.enumerated().map { ($1, $0) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// Names of all fields, in the order in which they came.
  var fieldNames: [String] { fields.names }

  mutating func add(_ batch: LabelingBatch<CorpusContext>, votes: [Int16]) throws {
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
    for function in columns.indices {
      columns[function] += votes[(function * batch.count)..<((function + 1) * batch.count)]
    }
  }

  func votes(
    _ functions: [String],
    in labelSpace: LabelSpace
  ) -> [(name: String, votes: [Int16])] {
    if !functions.isEmpty { return zip(functions, columns).map { ($0, $1) } }
    return labeled.functions.map { ($0, labeled.votes(of: $0, in: labelSpace)) }
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

  /// The classes of documents that check how annotators answer.
  ///
  /// - Throws: A `Diagnostic` for ids that the corpus does not have, and `LabelIOError` for a label
  ///   that is not a class.
  func checks(_ gold: GoldTable, in labelSpace: LabelSpace) throws -> [Int: Int] {
    guard !gold.ids.isEmpty else {
      throw Diagnostic(
        at: SourceLocation(gold.path),
        "the file of check questions has no label",
        help: "it has the columns id and label, and a label in each row"
      )
    }
    let numbers = try numbers(of: gold.ids, from: gold.path)
    let votes = try gold.labels(of: gold.ids, in: labelSpace)
    return Dictionary(
      zip(numbers, votes).map { ($0, $1.classIndex) },
      uniquingKeysWith: { first, _ in first }
    )
  }
}
