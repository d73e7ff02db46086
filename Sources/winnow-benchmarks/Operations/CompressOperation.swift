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
    for batch in votes {
      batch.withUnsafeBufferPointer {
        builder.append(columns: $0, rowCount: batch.count / functionCount)
      }
    }
    return builder.finish()
  }
}
