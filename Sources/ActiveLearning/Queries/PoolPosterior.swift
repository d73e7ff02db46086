package import LabelingCore

/// Probabilities of classes for every document of a pool.
///
/// Documents with the same votes share a row of the table, so that what is
/// computed from probabilities is computed once for each distinct row.
package struct PoolPosterior: Sendable {
  /// The distinct rows of probabilities.
  package let table: SoftLabels
  /// The row of the table of each document; `nil` when each has its own, in order.
  package let tableRows: [UInt32]?
  /// How many classes a document has; of several, each probability is on its own.
  package let kind: LabelKind

  /// Wraps a table with a row per document.
  package init(_ table: SoftLabels, kind: LabelKind = .one) {
    self.table = table
    self.kind = kind
    tableRows = nil
  }

  /// Wraps a table with a row per pattern of votes.
  package init(_ table: SoftLabels, of votes: VotePatterns, kind: LabelKind = .one) {
    self.table = table
    self.kind = kind
    tableRows = votes.patternOfRow
  }

  /// Number of classes, *k*.
  package var classCount: Int { table.classCount }

  /// The probabilities of a document.
  package subscript(row: Int) -> ArraySlice<Double> { table[row: tableRow(of: row)] }

  /// The row of the table of a document.
  package func tableRow(of row: Int) -> Int { tableRows.map { Int($0[row]) } ?? row }

  /// Probabilities that add up to 1: those of a document's classes or, where it may have several,
  /// of the absence and the presence of each class in turn.
  package func outcomes(of row: Int) -> [Double] {
    kind == .one ? Array(self[row]) : self[row].flatMap { [1 - $0, $0] }
  }

  /// Mean entropy of documents as a share of its maximum; `nil` for none.
  func meanEntropy(of rows: [Int32]) -> Double? {
    guard !rows.isEmpty else { return nil }
    let values = values(of: rows) { UncertaintySampling.Measure.entropy.value(of: $0) }
    return values.reduce(0, +) / Double(values.count)
  }

  /// Labels that are expected to be wrong where the most probable ones are taken, of a document.
  package func expectedErrors(of row: Int) -> Double {
    switch kind {
    case .one: 1 - (self[row].max() ?? 1)
    case .several: self[row].reduce(0) { $0 + min($1, 1 - $1) }
    }
  }

  /// A value per document, computed from the document's probabilities.
  ///
  /// Where documents may have several classes, it is the mean of the values of the classes, each
  /// measured by the probabilities of its absence and its presence: their sum, on the scale of one.
  /// - Parameters:
  ///   - rows: The documents.
  ///   - measure: Gives the value of one row of probabilities.
  /// - Returns: The values, in the order of `rows`.
  /// - Complexity: O((documents or distinct rows) · *k*).
  package func values(
    of rows: [Int32],
    _ measure: (UnsafeBufferPointer<Double>) -> Double
  ) -> [Double] {
    table.values.withUnsafeBufferPointer { values in
      func value(_ row: Int) -> Double {
        let own = UnsafeBufferPointer(
          rebasing: values[(row * classCount)..<((row + 1) * classCount)]
        )
        return kind == .one ? measure(own) : Self.mean(of: own, measure)
      }
      guard let tableRows else { return rows.map { value(Int($0)) } }
      var known = [Double](repeating: .nan, count: table.rowCount)
      return rows.map { row in
        let place = Int(tableRows[Int(row)])
        if known[place].isNaN { known[place] = value(place) }
        return known[place]
      }
    }
  }

  private static func mean(
    of probabilities: UnsafeBufferPointer<Double>,
    _ measure: (UnsafeBufferPointer<Double>) -> Double
  ) -> Double {
    var sum = 0.0
    for value in probabilities {
      sum += withUnsafeTemporaryAllocation(of: Double.self, capacity: 2) { pair in
        _ = pair.initialize(fromContentsOf: [1 - value, value])
        return measure(UnsafeBufferPointer(pair))
      }
    }
    return sum / Double(max(1, probabilities.count))
  }
}
