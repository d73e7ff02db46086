/// The loop that all EM models share: counts → parameters → posteriors → counts.
struct ExpectationMaximization {
  /// At most this many iterations.
  var maximumIterations: Int
  /// Ends when no posterior changes by this much.
  var tolerance: Double

  /// How the loop ended.
  struct Outcome {
    /// Iterations done.
    var iterations: Int
    /// Whether the posteriors converged.
    var converged: Bool
    /// Log-likelihood of the last iteration's votes, up to what the model leaves out.
    var logLikelihood: Double
  }

  /// Runs from the posteriors given; they hold the last ones afterwards.
  ///
  /// `step` makes scores of expected votes per pair and class and of expected
  /// rows per class. The last scores made are those of the posteriors.
  func run(
    _ pass: ExpectationPass,
    posteriors: inout ClassRows,
    step: (_ counts: ClassRows, _ totals: [Double]) -> AdditiveScores
  ) -> Outcome {
    var sums = pass.run(scores: nil, posteriors: &posteriors)
    var outcome = Outcome(iterations: 0, converged: false, logLikelihood: 0)
    while outcome.iterations < maximumIterations, !outcome.converged {
      let scores = step(sums.counts, sums.totals)
      sums = pass.run(scores: scores, posteriors: &posteriors)
      outcome.iterations += 1
      outcome.converged = sums.largestChange < tolerance
      outcome.logLikelihood = sums.logLikelihood
    }
    return outcome
  }
}
