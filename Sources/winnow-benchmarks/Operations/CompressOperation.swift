internal import LabelingCore

/// Turns batches of votes into distinct patterns with counts.
struct CompressOperation {
  let name: String
  let votes: ApplyOperation.Votes
  let functionCount: Int
  let labelSpace: LabelSpace

  func run(rounds: Int) -> (measurement: Measurement, patterns: VotePatterns) {
    let count = votes.reduce(0) { $0 + $1.count } / functionCount
    var patterns = self.patterns()
    let measurement = Measurement(
      "compress \(name)",
      documentCount: count,
      rounds: rounds
    ) {
      patterns = self.patterns()
      return ["patterns": Double(patterns.patternCount)]
    }
    return (measurement, patterns)
  }

  private func patterns() -> VotePatterns {
    let names = (0..<functionCount).map { "lf\($0)" }
    var builder = VotePatterns.Builder(voters: names, labelSpace: labelSpace)
    var row = [Int16](repeating: -1, count: functionCount)
    for batch in votes {
      let count = batch.count / functionCount
      for document in 0..<count {
        for function in 0..<functionCount { row[function] = batch[function * count + document] }
        row.withUnsafeBufferPointer { builder.append($0) }
      }
    }
    return builder.finish()
  }
}
