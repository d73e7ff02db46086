import CorpusIO
import LabelingCore

/// A document in a form that tests can compare and write down.
struct Document: Hashable, CustomStringConvertible {
  var number: Int
  var line: Int
  var cells: [Cell]

  struct Cell: Hashable {
    var field: String
    var kind: ValueKind
    var value: [UInt8]
  }

  /// `name=value`, with a mark for kinds other than strings.
  var description: String {
    cells.map { "\($0.field)\(Self.mark($0.kind))\(String(decoding: $0.value, as: UTF8.self))" }
      .joined(separator: "|")
  }

  static func mark(_ kind: ValueKind) -> String {
    switch kind {
    case .string: "="
    case .number: "#"
    case .bool: "?"
    case .null: "!"
    case .json: "~"
    case .element: "<"
    }
  }

  /// All documents of a batch.
  static func all(of batch: DocumentBatch, _ fields: FieldTable) -> [Document] {
    batch.records.map { record in
      Document(
        number: record.number,
        line: record.line,
        cells: record.cells.map { index in
          let cell = batch.cells[index]
          return Cell(
            field: fields.names[Int(cell.field)],
            kind: cell.kind,
            value: Array(batch.bytes[cell.value.range])
          )
        }
      )
    }
  }
}
