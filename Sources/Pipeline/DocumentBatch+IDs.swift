internal import LabelingCore

extension DocumentBatch {
  /// Documents that have an id, field 0, and nothing else.
  init(ids: ArraySlice<String>) {
    self.init()
    for (row, id) in ids.enumerated() {
      let value = Array(id.utf8).withUnsafeBytes { append($0) }
      cells.append(Cell(field: 0, kind: .string, value: value))
      let none = Slice(offset: 0, length: 0)
      records.append(Record(number: row + 1, line: row + 1, raw: none, cells: row..<(row + 1)))
    }
  }
}
