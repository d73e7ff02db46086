internal import CSVText
package import LabelingCore

/// Writes a long table of votes as CSV: a row per answer.
package struct AnswerCSVWriter {
  private static let flushSize = 1 << 16

  private let write: ByteSink
  private var encoder = CSVEncoder()
  private var buffer: [UInt8] = []

  /// Starts a file with its header; `columns` name item, worker and label.
  package init(
    columns: (item: String, worker: String, label: String) = ("item", "worker", "label"),
    write: @escaping ByteSink
  ) {
    self.write = write
    append(fields: [columns.item, columns.worker, columns.label])
  }

  /// Appends an answer.
  ///
  /// - Throws: What the sink throws.
  package mutating func append(item: String, worker: String, label: String) throws {
    append(fields: [item, worker, label])
    if buffer.count >= Self.flushSize { try flush() }
  }

  /// Appends all answers of patterns; `ids` are those of their rows.
  package mutating func append(_ patterns: VotePatterns, ids: [String]) throws {
    for (row, x) in patterns.patternOfRow.enumerated() {
      for entry in patterns.entries(of: Int(x)) {
        let label = patterns.labelSpace.classes[Int(entry.classIndex)]
        for _ in 0..<entry.count {
          try append(item: ids[row], worker: patterns.voters[Int(entry.voter)], label: label)
        }
      }
    }
  }

  /// Writes what is left.
  package mutating func finish() throws { try flush() }

  private mutating func append(fields: [String]) {
    for field in fields { encoder.append(field, to: &buffer) }
    encoder.endRecord(&buffer)
  }

  private mutating func flush() throws {
    try buffer.withUnsafeBytes(write)
    buffer.removeAll(keepingCapacity: true)
  }
}
