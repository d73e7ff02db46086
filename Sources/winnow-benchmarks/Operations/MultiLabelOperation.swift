internal import LabelModels
internal import LabelingCore

/// Fits the model of several classes a document, and predicts with it.
struct MultiLabelOperation {
  let votes: MultiLabelVotes

  func run(rounds: Int) throws -> Measurement {
    let patterns = votes.patterns
    let size = "\(patterns.voters.count)×\(patterns.labelSpace.classCount)"
    return try Measurement(
      "fit + predict \(size), several classes",
      documentCount: patterns.rowCount,
      rounds: rounds
    ) {
      let fitted = try MultiLabelModel().fitted(to: patterns)
      _ = try fitted.probabilities(of: patterns)
      return [
        "iterations": Double(fitted.facts.iterations), "patterns": Double(patterns.patternCount),
      ]
    }
  }
}
