internal import ByteIO
package import CorpusIO
internal import LabelingCore

/// Labels of several classes a document in a file of any corpus format, as `winnow predict` and
/// others write them: `billing+login` or a JSON array, `[]` for none of the classes; an empty field
/// has no labels.
package struct LabelSetFile {
  /// Names of the field of ids; the first that the file has.
  package var idFields = ["id", "@id"]
  /// Name of the field of labels; `nil` takes that of the schema.
  package var labelField: String?
  /// What the fields of labels are called.
  package var schema = LabelSchema()
  /// How the file is read.
  package var options = CorpusOptions()
  /// What happens to bad records.
  package var errorPolicy = ErrorPolicy.fail
  private let path: String

  /// The file at a path; `-` is standard input.
  package init(at path: String) { self.path = path }

  private var name: String { labelField ?? schema.labels }

  /// Whether the file has labels of several classes and none of one.
  ///
  /// - Throws: What reading throws.
  package func isThere() throws -> Bool {
    try InputSpool.keep([path])
    var options = options
    options.format = options.format ?? CorpusFormat(path: path) ?? .csv
    options.recordPath = options.recordPath ?? options.format?.anyRecordPath
    // What is wrong with the file is said by whoever reads its labels.
    guard
      let reader = try? Corpus.reader(
        path: path,
        options: options,
        rejects: RejectLog(policy: .skip)
      )
    else { return false }
    var batch = DocumentBatch()
    _ = try? reader.read(into: &batch)
    let names = reader.fields
    return names.contains(schema.labels) && !names.contains(schema.label)
  }

  /// Reads the labels.
  ///
  /// - Parameter gold: Gold labels, whose classes count where the file does not say which there
  ///   are.
  /// - Returns: The labels.
  /// - Throws: What reading throws, and a `Diagnostic` for what is no label or no probability.
  package func read(gold: GoldTable? = nil) throws -> LabelSetTable {
    let records = KeyedRecords(
      path: path,
      id: idFields,
      label: [name],
      options: options,
      errorPolicy: errorPolicy,
      kind: .several
    )
    var fields: LabelSetProbabilities?
    var resolver: ClassResolver?
    var rows: [ExactString: Int] = [:]
    var ids: [String] = []
    var labels: [Int16] = []
    var values: [Double] = []
    try records.forEachBatch { batch, names, batchRows in
      if resolver == nil {
        fields = LabelSetProbabilities(schema, behind: name, in: batch, fields: names)
        var own = ClassResolver(
          labelSpace: fields.map { LabelSpace($0.classes) },
          notation: .names,
          kind: .several
        )
        if fields == nil { _ = try gold?.votes(&own) }
        resolver = own
      }
      for row in batchRows {
        if let first = rows.updateValue(row.place.line ?? 0, forKey: ExactString(row.id)) {
          throw LabelIOError.repeatedID(row.id, at: row.place, firstLine: first)
        }
        ids.append(row.id)
        let bytes = Array(row.label.utf8)
        labels.append(
          try bytes.withUnsafeBufferPointer { bytes in
            try resolver?.goldVote(bytes) { row.place } ?? -1
          }
        )
        if let fields {
          values += try fields.values(of: batch.records[row.index], in: batch, at: row.place)
        }
      }
    }
    guard let resolver else {
      return LabelSetTable(labelSpace: LabelSpace([]), ids: [], labels: [], probabilities: nil)
    }
    let (space, _) = resolver.inferred()
    let sets = resolver.goldSets(in: space)
    return LabelSetTable(
      labelSpace: space,
      ids: ids,
      labels: labels.map { $0 < 0 ? nil : sets[Int($0)] },
      probabilities: fields.map { _ in
        SoftLabels(classCount: max(space.classCount, 1), values: values)
      }
    )
  }
}
