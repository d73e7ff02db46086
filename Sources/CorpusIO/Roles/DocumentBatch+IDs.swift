internal import LabelingCore

extension DocumentBatch {
  /// Documents that have an id, field 0, and nothing else.
  package init(ids: ArraySlice<String>) { self.init(rows: ids.map { [$0] }) }

  /// Documents whose fields 0, 1, … have these texts.
  package init(rows: [[String]]) {
    self.init()
    for (row, values) in rows.enumerated() {
      let first = cells.count
      for (field, text) in values.enumerated() {
        let value = Array(text.utf8).withUnsafeBytes { append($0) }
        cells.append(Cell(field: field, kind: .string, value: value))
      }
      let none = Slice(offset: 0, length: 0)
      records.append(
        Record(number: row + 1, line: row + 1, raw: none, cells: first..<cells.count)
      )
    }
  }
}
