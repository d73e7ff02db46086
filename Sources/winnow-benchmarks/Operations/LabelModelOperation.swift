internal import LabelModels
internal import LabelingCore

/// The whole job of a label model: from a matrix of votes to a posterior for every row.
struct LabelModelOperation {
  let votes: FlatVotes

  func run(rounds: Int) throws -> Measurement {
    let size = "\(votes.voterCount)×\(votes.classCount)"
    return try Measurement(
      "compress + fit + predict \(size)",
      documentCount: votes.rowCount,
      rounds: rounds
    ) {
      let patterns = votes.patterns()
      let fitted = try PooledLabelModel().fitted(to: patterns)
      let posteriors = try fitted.posteriors(of: patterns)
      let k = votes.classCount
      var rows = [Double](repeating: 0, count: votes.rowCount * k)
      posteriors.values.withUnsafeBufferPointer { values in
        for (row, pattern) in patterns.patternOfRow.enumerated() {
          for c in 0..<k { rows[row * k + c] = values[Int(pattern) * k + c] }
        }
      }
      return try ["accuracy": accuracy(of: rows)]
    }
  }

  private func accuracy(of rows: [Double]) throws -> Double {
    let k = votes.classCount
    var hits = 0
    for (row, truth) in votes.truth.enumerated() {
      let probabilities = rows[(row * k)..<((row + 1) * k)]
      if probabilities[row * k + Int(truth)] >= probabilities.max() ?? 0 { hits += 1 }
    }
    return Double(hits) / Double(votes.rowCount)
  }
}
