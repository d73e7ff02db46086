/// Records as CSV after RFC 4180: commas, and quotes where they are needed.
enum CSVFile {
  /// A line of names, and a line a record.
  static func bytes(_ names: [String], _ records: [[String]]) -> [UInt8] {
    var bytes: [UInt8] = []
    for fields in [names] + records {
      bytes.append(contentsOf: fields.map(quoted).joined(separator: ",").utf8)
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  private static func quoted(_ field: String) -> String {
    guard field.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else {
      return field
    }
    let doubled = field.split(separator: "\"", omittingEmptySubsequences: false)
    return "\"\(doubled.joined(separator: "\"\""))\""
  }
}
