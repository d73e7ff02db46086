import ByteIO
import LabelIO
import LabelingCore

extension MemorySink {
  /// What was written, as text.
  var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension NamedSource {
  /// Text in memory.
  static func text(_ text: String, path: String = "votes.csv") -> NamedSource {
    NamedSource(path: path, bytes: Array(text.utf8))
  }

  /// Bytes that come a few at a time.
  static func trickle(_ bytes: [UInt8], _ size: Int) -> NamedSource {
    NamedSource(MemorySource(bytes, pieceByteCount: size), path: "votes.csv")
  }

  /// A file.
  static func file(_ path: String) throws -> NamedSource {
    NamedSource(try FileSource(path: path), path: path)
  }
}

extension GoldTable {
  /// Gold labels from lines of `id,label`, behind a header.
  static func rows(_ text: String, path: String = "gold.csv") throws -> GoldTable {
    var table = GoldTable(path: path)
    for (index, line) in text.split(whereSeparator: \.isNewline).enumerated().dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      table.add(id: cells[0], label: cells[1], line: index + 1)
    }
    try table.checkAgreement()
    return table
  }
}
