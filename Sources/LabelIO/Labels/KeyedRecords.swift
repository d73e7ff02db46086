internal import CorpusIO
internal import LabelingCore

/// Reads records that are found by an id: gold labels and labels, in any corpus format.
struct KeyedRecords {
  /// The file.
  let path: String
  /// Names or paths of the field of ids; the first that the file has.
  let id: [String]
  /// Names or paths of the field of labels; the first that the file has.
  let label: [String]
  /// Names of a field of numbers.
  var number: [String] = []
  /// How the file is read; a file whose suffix says nothing is CSV, and the records of XML are
  /// all elements within the root.
  var options = CorpusOptions()
  /// What happens to bad records.
  var errorPolicy = ErrorPolicy.fail
  /// How many classes labels are of; of several, a list is read as one label.
  var kind = LabelKind.one
  /// Whether records may all be without a label, as those of documents that got none.
  var mayLackLabels = false

  /// A record.
  struct Row {
    var id: String
    /// The label; empty for none.
    var label: String
    /// The text of the field of numbers; `nil` where the file has none.
    var number: String?
    /// Where it begins.
    var place: SourceLocation
    /// Its place in the batch.
    var index: Int
  }

  /// Calls `body` with each batch, its fields and its rows.
  ///
  /// - Throws: What reading throws, and a `Diagnostic` for an id that is empty and for fields
  ///   that no record has.
  func forEachBatch(
    _ body: (_ batch: DocumentBatch, _ fields: FieldTable, _ rows: [Row]) throws -> Void
  ) throws {
    var options = options
    let format = options.format ?? CorpusFormat(path: path) ?? .csv
    options.format = format
    options.recordPath = options.recordPath ?? format.anyRecordPath
    let reader = try Corpus.reader(
      path: path,
      options: options,
      rejects: RejectLog(policy: errorPolicy)
    )
    var ids = NamedField(id)
    var labels = NamedField(label)
    var numbers = NamedField(number)
    var batch = DocumentBatch()
    var isEmpty = true
    while try Self.read(reader, into: &batch) {
      isEmpty = isEmpty && batch.count == 0
      ids.resolve(reader.fields)
      labels.resolve(reader.fields)
      numbers.resolve(reader.fields)
      if reader.format.hasHeader { try check(ids, labels, reader.fields) }
      var rows: [Row] = []
      rows.reserveCapacity(batch.count)
      for index in 0..<batch.count {
        let place = SourceLocation(path, line: batch.records[index].line)
        guard let id = ids.string(at: index, in: &batch), !id.isEmpty else {
          if !ids.isResolved { continue }
          throw Diagnostic(
            at: place,
            "field '\(ids.name)' is filled in every record",
            help: "ids tell documents apart; fill it in, or name the field that holds them"
          )
        }
        rows.append(
          Row(
            id: id,
            label: (kind == .several
              ? labels.list(at: index, in: &batch) : labels.string(at: index, in: &batch)) ?? "",
            number: numbers.string(at: index, in: &batch),
            place: place,
            index: index
          )
        )
      }
      try body(batch, reader.fields, rows)
    }
    // A header without records names its fields too.
    ids.resolve(reader.fields)
    labels.resolve(reader.fields)
    if !isEmpty || !reader.fields.names.isEmpty { try check(ids, labels, reader.fields) }
  }

  /// Reads a batch; what is wrong with a record is said without the options of a corpus, as the
  /// file is read by its suffix.
  private static func read(
    _ reader: any CorpusReader,
    into batch: inout DocumentBatch
  ) throws -> Bool {
    do {
      return try reader.read(into: &batch)
    } catch CorpusError.badRecord(let record) {
      var diagnostic = record.diagnostic
      diagnostic.help = "fix the record in the file"
      throw diagnostic
    }
  }

  private func check(_ ids: NamedField, _ labels: NamedField, _ fields: FieldTable) throws {
    for field in [ids, labels] where !field.isResolved {
      if mayLackLabels, field.candidates.areExactly(label) { continue }
      let wanted = field.candidates.map { "'\($0)'" }.joined(separator: " or ")
      throw Diagnostic(
        at: SourceLocation(path),
        "there is no field \(wanted)",
        help: Suggestion.help(for: field.candidates[0], among: fields.names, kind: "fields")
      )
    }
  }
}

/// A field by the first of several names that a file has.
private struct NamedField {
  let candidates: [String]
  private var selectors: [FieldSelector]
  private var chosen: Int?
  /// The field of the chosen name, where it is no path.
  private var field: Int?
  private var values: [FieldSelector.Value] = []

  init(_ candidates: [String]) {
    self.candidates = candidates
    selectors = candidates.map(FieldSelector.init)
  }

  var isResolved: Bool { chosen != nil }

  /// The name that was found.
  var name: String { chosen.map { candidates[$0] } ?? candidates.first ?? "" }

  mutating func resolve(_ fields: FieldTable) {
    for index in selectors.indices { selectors[index].resolve(fields) }
    if chosen == nil { chosen = selectors.firstIndex(where: \.isResolved) }
    field = chosen.flatMap { fields.index(of: candidates[$0]) }
  }

  mutating func string(at row: Int, in batch: inout DocumentBatch) -> String? {
    guard let chosen else { return nil }
    return selectors[chosen].text(at: row, in: &batch, using: &values).map { batch.string($0) }
  }

  /// The value as what is said of several classes: JSON as it stands, repeated elements joined.
  mutating func list(at row: Int, in batch: inout DocumentBatch) -> String? {
    guard let chosen else { return nil }
    for index in batch.records[row].cells where Int(batch.cells[index].field) == field {
      if batch.cells[index].kind == .json { return batch.string(batch.cells[index].value) }
    }
    selectors[chosen].find(at: row, in: &batch, into: &values)
    let texts = values.filter { $0.kind != .null }.map { batch.string($0.slice) }
    return texts.count > 1 ? StatementNotation.text(ofPresent: texts) : texts.first
  }
}
