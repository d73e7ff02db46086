internal import LabelingCore

/// Tells the probabilities that labels consist of from fields of the user's.
struct ProbabilityColumns {
  /// A column that may hold the probabilities of a class.
  struct Column {
    var field: Int
    var className: String
  }

  /// What a record holds.
  private struct Row {
    var label: String?
    var confidence: Double?
    /// A number per column; NaN for an empty cell, infinity for anything else.
    var values: [Double]
  }

  private let schema: LabelSchema
  private let fields: FieldTable
  private let objectField: Int?
  private let columns: [Column]
  private var rows: [Row] = []
  private var objects: [[(name: String, value: Double)]] = []

  /// Looks at the first documents.
  init(_ schema: LabelSchema, in batch: borrowing DocumentBatch, fields: FieldTable) {
    self.schema = schema
    self.fields = fields
    objectField = fields.index(of: schema.probabilities)
    columns = fields.names.enumerated().compactMap { field, name in
      schema.className(ofColumn: name).map { Column(field: field, className: $0) }
    }
    guard objectField != nil || !columns.isEmpty else { return }
    let places = Dictionary(
      uniqueKeysWithValues: columns.enumerated().map { ($0.element.field, $0.offset) }
    )
    let labelField = fields.index(of: schema.label)
    let confidenceField = fields.index(of: schema.confidence)
    for record in batch.records {
      var row = Row(values: [Double](repeating: .nan, count: columns.count))
      var members: [(name: String, value: Double)] = []
      for index in record.cells {
        let cell = batch.cells[index]
        guard cell.value.length > 0, cell.kind != .null else { continue }
        let field = Int(cell.field)
        if let place = places[field] {
          row.values[place] = LabelFieldDecoder.number(batch.string(cell.value)) ?? .infinity
        } else if field == objectField {
          _ = LabelObject.forEachMember(of: cell, in: batch) { name, texts in
            let value = texts.count == 1 ? LabelFieldDecoder.number(texts[0]) : nil
            members.append((name, value ?? .infinity))
          }
        } else if field == labelField {
          row.label = batch.string(cell.value)
        } else if field == confidenceField {
          row.confidence = LabelFieldDecoder.number(batch.string(cell.value))
        }
      }
      rows.append(row)
      objects.append(members)
    }
  }

  /// The object of probabilities and its classes; `nil` where there is none.
  func object() -> (field: Int, classes: [String])? {
    guard let objectField, let first = objects.firstIndex(where: { !$0.isEmpty }) else {
      return nil
    }
    let names = FieldTable(objects[first].map(\.name))
    // A broken object is still one of labels where the label is one of its classes.
    let isMeant = zip(objects, rows).contains { members, row in
      row.label.map(names.contains) ?? false
        || !members.isEmpty && fits(members.map(\.value), names, row) == true
    }
    return isMeant ? (objectField, names.names) : nil
  }

  /// The columns of probabilities; `nil` where there are none.
  func run() -> [Column]? {
    let runs = contiguousRuns
    for run in runs {
      for length in stride(from: run.count, to: 0, by: -1) {
        for start in run.startIndex...(run.endIndex - length) {
          let part = Array(columns[start..<(start + length)])
          // One column is a set only where labels say so.
          if length == 1, !isBehindLabel(part[0].field) { continue }
          if holds(part, at: start) { return part }
        }
      }
    }
    // Columns that were put in another order.
    if runs.count > 1, holds(columns, at: 0) { return columns }
    // What is named like the labels is meant to be probabilities, and is judged row by row.
    return runs.lazy.map { Array(self.columns[$0]) }.first { isNamedLikeLabels($0) }
  }

  /// Ranges of columns without another field between them; those behind the label first.
  private var contiguousRuns: [Range<Int>] {
    var runs: [Range<Int>] = []
    for place in columns.indices {
      if let last = runs.last, columns[place].field == columns[last.upperBound - 1].field + 1 {
        runs[runs.count - 1] = last.lowerBound..<(place + 1)
      } else {
        runs.append(place..<(place + 1))
      }
    }
    return runs.filter { isBehindLabel(columns[$0.lowerBound].field) }
      + runs.filter { !isBehindLabel(columns[$0.lowerBound].field) }
  }

  private func isBehindLabel(_ field: Int) -> Bool {
    guard field > 0 else { return false }
    let before = fields.names[field - 1]
    return before.isExactly(schema.label) || before.isExactly(schema.confidence)
  }

  /// Whether some columns are the probabilities of every record that has any.
  private func holds(_ part: [Column], at start: Int) -> Bool {
    let names = classes(of: part)
    let isSuccessive = zip(part, part.dropFirst()).allSatisfy { $0.field + 1 == $1.field }
    let places =
      isSuccessive
      ? Array(start..<(start + part.count))
      : part.compactMap { column in columns.firstIndex { $0.field == column.field } }
    var isSeen = false
    for row in rows {
      switch fits(places.map { row.values[$0] }, names, row) {
      case false: return false
      case true: isSeen = true
      default: break
      }
    }
    return isSeen
  }

  /// Whether numbers are the probabilities of a record; `nil` for a record that does not tell.
  private func fits(_ values: [Double], _ names: FieldTable, _ row: Row) -> Bool? {
    if values.allSatisfy(\.isNaN) { return row.label == nil ? nil : false }
    guard values.allSatisfy({ (0...1).contains($0) }) else { return false }
    let tolerance = LabelFieldDecoder.roundingTolerance
    guard abs(values.reduce(0, +) - 1) <= tolerance else { return false }
    // A label that stops at a group is no class, and as sure as all classes of the group together.
    let isGroup = row.label.map { !names.contains($0) } ?? false
    guard let confidence = row.confidence else { return isGroup ? nil : true }
    let excess = confidence - (values.max() ?? 0)
    return isGroup ? excess >= -tolerance : abs(excess) <= tolerance
  }

  private func isNamedLikeLabels(_ part: [Column]) -> Bool {
    let names = classes(of: part)
    let labels = rows.compactMap(\.label)
    return part.count > 1 && !labels.isEmpty && labels.allSatisfy(names.contains)
  }

  private func classes(of part: [Column]) -> FieldTable { FieldTable(part.map(\.className)) }
}
