internal import LabelingCore

/// Counts losses by field and kind.
struct LossCounter {
  private var names: [String] = []
  private var counts: [Int] = []

  private static let kindCount = ConversionLoss.Kind.allCases.count

  /// Makes room for fields; those known keep their counts.
  mutating func setFields(_ names: [String]) {
    guard names.count > self.names.count else { return }
    self.names = names
    counts += Array(repeating: 0, count: names.count * Self.kindCount - counts.count)
  }

  /// Counts a loss in the field of an index.
  @inline(__always)
  mutating func count(_ kind: ConversionLoss.Kind, field: Int) {
    counts[field * Self.kindCount + kind.rawValue] += 1
  }

  /// Counts what was lost of an XML element.
  mutating func add(_ element: ElementJSON, field: Int) {
    for _ in 0..<element.orderCount { count(.elementOrder, field: field) }
    for _ in 0..<element.blankTextCount { count(.elementBlank, field: field) }
  }

  /// Counts an XML record whose children of one name are between those of another.
  ///
  /// Text between children is counted with the text.
  /// - Parameters:
  ///   - record: The record.
  ///   - batch: The batch that it is of.
  ///   - index: The index that a field is counted under.
  mutating func noteOrder(
    of record: DocumentBatch.Record,
    in batch: borrowing DocumentBatch,
    _ index: (UInt32) -> Int
  ) {
    guard record.raw.length > 0 else { return }
    let cells = batch.cells[record.cells]
    if cells.contains(where: { $0.value == record.raw }) { return }
    if let list = cells.first(where: { $0.kind == .element }) {
      count(.elementOrder, field: index(list.field))
    }
  }

  /// What was counted, by field and then by kind.
  var losses: [ConversionLoss] {
    counts.indices.compactMap { index in
      guard counts[index] > 0, let kind = ConversionLoss.Kind(rawValue: index % Self.kindCount)
      else { return nil }
      return ConversionLoss(kind: kind, field: names[index / Self.kindCount], count: counts[index])
    }
  }
}
