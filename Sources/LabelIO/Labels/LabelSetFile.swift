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
    var fields: ClassProbabilities?
    var resolver: ClassResolver?
    var rows: [ExactString: Int] = [:]
    var ids: [String] = []
    var labels: [Int16] = []
    var values: [Double] = []
    try records.forEachBatch { batch, names, batchRows in
      if resolver == nil {
        fields = ClassProbabilities(schema, behind: name, in: batch, fields: names)
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

/// The fields of labels that hold the probability of each of several classes, each on its own.
private struct ClassProbabilities {
  let classes: [String]
  private let places: FieldTable
  private let classOfField: [Int: Int]
  private let objectField: Int?

  /// Finds the fields: an object, or the columns that follow the labels; `nil` where there are none.
  init?(
    _ schema: LabelSchema,
    behind label: String,
    in batch: borrowing DocumentBatch,
    fields: FieldTable
  ) {
    var names: [String] = []
    var columns: [Int] = []
    if let object = fields.index(of: schema.probabilities) {
      objectField = object
      for record in batch.records where names.isEmpty {
        for index in record.cells where Int(batch.cells[index].field) == object {
          _ = LabelObject.forEachMember(of: batch.cells[index], in: batch) { name, _ in
            names.append(name)
          }
        }
      }
    } else {
      objectField = nil
      let start = fields.index(of: label).map { $0 + 1 } ?? fields.names.count
      for field in start..<max(start, fields.names.count) {
        guard let name = schema.className(ofColumn: fields.names[field]) else { break }
        names.append(name)
        columns.append(field)
      }
    }
    guard !names.isEmpty else { return nil }
    classes = names
    places = FieldTable(names)
    classOfField = Dictionary(
      uniqueKeysWithValues: columns.enumerated().map { ($0.element, $0.offset) }
    )
  }

  /// A record's probabilities.
  func values(
    of record: DocumentBatch.Record,
    in batch: borrowing DocumentBatch,
    at place: SourceLocation
  ) throws -> [Double] {
    var values = [Double?](repeating: nil, count: classes.count)
    for index in record.cells {
      let cell = batch.cells[index]
      if let own = classOfField[Int(cell.field)] {
        values[own] = LabelFieldDecoder.number(batch.string(cell.value))
      } else if Int(cell.field) == objectField {
        _ = LabelObject.forEachMember(of: cell, in: batch) { name, texts in
          if let own = places.index(of: name), let text = texts.first {
            values[own] = LabelFieldDecoder.number(text)
          }
        }
      }
    }
    let known = values.compactMap { $0 }.filter { (0...1).contains($0) }
    guard known.count == classes.count else {
      throw Diagnostic(
        at: place,
        "a labeled record has a probability from 0 to 1 for each class",
        help: "classes are \(classes.map { "'\($0)'" }.joined(separator: ", "))"
      )
    }
    return known
  }
}
