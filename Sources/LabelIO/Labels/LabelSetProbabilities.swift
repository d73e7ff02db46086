internal import CorpusIO
package import LabelingCore

/// The fields of labels that hold the probability of each of several classes, each on its own.
package struct LabelSetProbabilities {
  /// The classes, in the order of their columns or keys.
  package let classes: [String]
  private let places: FieldTable
  /// Index of a field in ``classes``, for those that hold a probability.
  let classOfField: [Int: Int]
  private let objectField: Int?

  /// Finds the fields: an object, or the columns that follow the labels; `nil` where there are
  /// none.
  ///
  /// - Parameters:
  ///   - schema: The names to look for.
  ///   - label: Name of the field of labels.
  ///   - batch: The first documents.
  ///   - fields: Their fields.
  package init?(
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
  ///
  /// - Throws: A `Diagnostic` where one is missing, or is not from 0 to 1.
  package func values(
    of record: DocumentBatch.Record,
    in batch: borrowing DocumentBatch,
    at place: SourceLocation
  ) throws -> [Double] {
    let known = found(of: record, in: batch).compactMap { $0 }.filter { (0...1).contains($0) }
    guard known.count == classes.count else {
      throw Diagnostic(
        at: place,
        "a labeled record has a probability from 0 to 1 for each class",
        help: "classes are \(classes.map { "'\($0)'" }.joined(separator: ", "))"
      )
    }
    return known
  }

  /// What a record has for each class; `nil` where that is no number.
  func found(of record: DocumentBatch.Record, in batch: borrowing DocumentBatch) -> [Double?] {
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
    return values
  }
}
