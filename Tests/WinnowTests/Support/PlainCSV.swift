/// A plain reading of RFC 4180, apart from the one under test.
struct PlainCSV {
  /// The header's names.
  let header: [String]
  /// The records behind the header.
  let rows: [[String]]

  /// Reads CSV with or without carriage returns.
  init(_ text: String) {
    var records: [[String]] = []
    var record: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    var hasField = false
    func endField() {
      record.append(String(decoding: field, as: UTF8.self))
      field = []
    }
    var bytes = Array(text.utf8)[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    while let byte = bytes.popFirst() {
      hasField = true
      switch byte {
      case UInt8(ascii: "\"") where isQuoted && bytes.first == byte:
        field.append(byte)
        bytes.removeFirst()
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted: endField()
      case UInt8(ascii: "\r") where !isQuoted && bytes.first == UInt8(ascii: "\n"): continue
      case UInt8(ascii: "\n") where !isQuoted:
        endField()
        records.append(record)
        record = []
        hasField = false
      default: field.append(byte)
      }
    }
    if hasField {
      endField()
      records.append(record)
    }
    header = records.first ?? []
    rows = Array(records.dropFirst())
  }

  /// The values of a column; empty when there is no such column.
  subscript(column: String) -> [String] {
    guard let index = header.firstIndex(of: column) else { return [] }
    return rows.map { $0[index] }
  }
}
