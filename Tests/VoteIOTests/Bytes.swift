import LabelingCore
import VoteIO

/// Collects what a writer writes.
final class Collected {
  private(set) var bytes: [UInt8] = []

  var sink: ByteSink { { self.bytes.append(contentsOf: $0) } }

  var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension ByteSource {
  /// Text in memory.
  static func text(_ text: String, path: String = "votes.csv") -> ByteSource {
    ByteSource(path: path, bytes: Array(text.utf8))
  }

  /// Bytes that come a few at a time.
  static func trickle(_ bytes: [UInt8], _ size: Int) -> ByteSource {
    var offset = 0
    return ByteSource(path: "votes.csv") { buffer in
      let count = min(size, buffer.count, bytes.count - offset)
      buffer.copyBytes(from: bytes[offset..<(offset + count)])
      offset += count
      return count
    }
  }
}

/// The error that a body throws, as the user sees it.
func message(_ body: () throws -> Void) -> String {
  do {
    try body()
    return "no error"
  } catch {
    return String(describing: error)
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
