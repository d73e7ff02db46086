internal import LabelingCore

/// The ids of rows, items or workers, numbered in order of first appearance.
struct RowIDs {
  /// The ids, by number.
  private(set) var ids: [String] = []
  private var interner = ByteInterner()
  private var lines: [Int] = []

  /// The id in a column of the current row, and its number.
  mutating func id(of column: Int, in csv: inout CSVRows) throws -> (id: String, number: Int) {
    guard !csv.isEmpty(column) else {
      throw LabelIOError.emptyCell(at: csv.place(column), column: csv.header[column])
    }
    let (number, isNew) = csv.withField(column) { interner.intern($0) }
    if isNew {
      ids.append(try csv.text(column))
      lines.append(csv.line)
    }
    return (ids[number], number)
  }

  /// Checks that the id of the current row stood in no row before it.
  func requireNew(_ number: Int, _ id: String, _ column: Int, _ csv: CSVRows) throws {
    guard lines[number] == csv.line else {
      throw LabelIOError.repeatedID(id, at: csv.place(column), firstLine: lines[number])
    }
  }
}
