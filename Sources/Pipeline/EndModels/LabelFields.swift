internal import CorpusIO
internal import JSONText
internal import LabelingCore

/// Reads the labels of documents from the fields that `winnow label` adds, or from a field of classes.
struct LabelFields {
  /// One document's label.
  struct Label {
    /// Probabilities of the classes; `nil` where there is no label.
    var probabilities: [Double]?
  }

  /// The classes of the probabilities' columns or keys.
  let classes: [String]
  private let columns: [Int: Int]
  private let objectField: Int?
  private let labelField: Int?
  private let places: [String: Int]

  /// Finds the fields; `nil` when there are no probabilities.
  ///
  /// - Parameters:
  ///   - prefix: Put before the names of the fields.
  ///   - batch: The first documents.
  ///   - fields: Their fields.
  init?(prefix: String, batch: DocumentBatch, fields: FieldTable) {
    let label = fields.index(of: "\(prefix)label")
    let columnPrefix = "\(prefix)p_"
    let found = fields.names.enumerated().filter { $0.element.hasPrefix(columnPrefix) }
    if let object = fields.index(of: "\(prefix)probabilities") {
      var names: [String] = []
      for record in batch.records where names.isEmpty {
        Self.forEachMember(of: object, record, batch) { name, _ in names.append(name) }
      }
      guard names.count > 1 else { return nil }
      classes = names
      objectField = object
      columns = [:]
    } else if found.count > 1 {
      classes = found.map { String($0.element.dropFirst(columnPrefix.count)) }
      objectField = nil
      columns = Dictionary(
        uniqueKeysWithValues: found.enumerated().map { ($0.element.offset, $0.offset) }
      )
    } else {
      return nil
    }
    labelField = label
    places = Dictionary(classes.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
  }

  /// A document's label; a record whose probabilities are none is `nil`.
  func label(of record: DocumentBatch.Record, in batch: DocumentBatch) -> Label? {
    var values = [Double?](repeating: nil, count: classes.count)
    var isLabeled = labelField == nil
    for index in record.cells {
      let cell = batch.cells[index]
      if let place = columns[Int(cell.field)] {
        values[place] = Self.number(batch.string(cell.value))
      }
      if Int(cell.field) == labelField, cell.value.length > 0, cell.kind != .null {
        isLabeled = true
      }
    }
    if let objectField {
      Self.forEachMember(of: objectField, record, batch) { name, text in
        if let place = places[name] { values[place] = Self.number(text) }
      }
    }
    guard isLabeled else { return Label(probabilities: nil) }
    let known = values.compactMap { $0 }
    let sum = known.reduce(0, +)
    guard known.count == classes.count, known.allSatisfy({ $0 >= 0 }), abs(sum - 1) < 0.01 else {
      return nil
    }
    return Label(probabilities: known.map { $0 / sum })
  }

  private static func number(_ text: String) -> Double? {
    Double(text).flatMap { $0.isFinite ? $0 : nil }
  }

  /// Calls `body` with each member of an object in a field, decoded.
  private static func forEachMember(
    of field: Int,
    _ record: DocumentBatch.Record,
    _ batch: DocumentBatch,
    _ body: (_ name: String, _ value: String) -> Void
  ) {
    for index in record.cells where Int(batch.cells[index].field) == field {
      let cell = batch.cells[index]
      guard cell.kind.isNested else { continue }
      batch.bytes.withUnsafeBufferPointer { bytes in
        func text(_ slice: JSONSlice) -> String {
          var decoded: [UInt8] = []
          let contents = UnsafeBufferPointer(rebasing: bytes[slice.contents])
          guard slice.isEscaped else { return String(decoding: contents, as: UTF8.self) }
          JSONString.appendUnescaped(contents, to: &decoded)
          return String(decoding: decoded, as: UTF8.self)
        }
        var scanner = JSONScanner(bytes, at: cell.value.range.lowerBound)
        // The value has passed a scanner when it was read.
        _ = try? scanner.object { key, value in body(text(key), text(value)) }
      }
    }
  }
}
