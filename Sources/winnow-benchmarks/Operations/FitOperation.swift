internal import LabelModels
internal import LabelingCore

/// Fits Dawid and Skene's model for a fixed number of iterations.
struct FitOperation {
  let name: String
  let patterns: VotePatterns
  let iterations: Int

  func run(rounds: Int) throws -> Measurement {
    let model = DawidSkene(silence: .ignored, maximumIterations: iterations, tolerance: 0)
    var done = 0
    var measurement = try Measurement(
      "fit \(name)",
      documentCount: patterns.rowCount,
      rounds: rounds
    ) {
      done = try model.fitted(to: patterns).facts.learning.iterations
      return ["iterations": Double(done), "patterns": Double(patterns.patternCount)]
    }
    measurement.facts["s_per_iteration"] = measurement.medianSeconds / Double(max(done, 1))
    return measurement
  }
}
