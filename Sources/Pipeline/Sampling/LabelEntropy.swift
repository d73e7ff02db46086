internal import CorpusIO
internal import Glibc
internal import JSONText
internal import LabelingCore

/// How unsure the labels of a document are, by the probabilities that `winnow label` wrote.
struct LabelEntropy {
  private let prefix: String
  private var columns: Set<UInt32> = []
  private var nested: UInt32?
  private var knownCount = 0

  /// Looks for fields with a prefix before their names.
  init(prefix: String) { self.prefix = prefix }

  /// Learns the indices of fields; call it before each batch.
  mutating func resolve(_ fields: FieldTable) {
    guard fields.names.count > knownCount else { return }
    for (index, name) in fields.names.enumerated() where index >= knownCount {
      if name.hasPrefix("\(prefix)p_") { columns.insert(UInt32(index)) }
      if name == "\(prefix)probabilities" { nested = UInt32(index) }
    }
    knownCount = fields.names.count
  }

  /// The entropy of one document's probabilities in nats; `nil` where it has none.
  func value(at row: Int, of batch: borrowing DocumentBatch) -> Double? {
    var probabilities: [Double] = []
    for cell in batch.cells[batch.records[row].cells] {
      if cell.field == nested, cell.kind.isNested {
        probabilities += Self.members(of: cell.value.range, in: batch)
      } else if columns.contains(cell.field), let value = Double(batch.string(cell.value)) {
        probabilities.append(value)
      }
    }
    // Other fields may begin with p_ too.
    guard probabilities.count > 1, probabilities.allSatisfy({ (0...1).contains($0) }),
      abs(probabilities.reduce(0, +) - 1) < 1e-3
    else {
      return nil
    }
    return max(0, probabilities.reduce(0) { $1 > 0 ? $0 - $1 * log($1) : $0 })
  }

  private static func members(of range: Range<Int>, in batch: borrowing DocumentBatch) -> [Double] {
    var values: [Double] = []
    batch.bytes.withUnsafeBufferPointer { bytes in
      var scanner = JSONScanner(bytes, at: range.lowerBound)
      // XML has no numbers, so they may stand between quotes.
      _ = try? scanner.object { _, value in
        if let number = Double(String(decoding: bytes[value.contents], as: UTF8.self)) {
          values.append(number)
        }
      }
    }
    return values
  }
}
