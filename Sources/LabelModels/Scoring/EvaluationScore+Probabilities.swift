internal import LabelingCore

/// Scores of the probabilities of classes; without probabilities there are none.
extension EvaluationScore {
  /// Share of judged rows whose gold class is most probable, labeled or not; ties share the point.
  package static let hitShare = EvaluationScore(
    "hit_share",
    value: { $0.probabilities.map { $0.fractionalHits / Double($0.rowCount) } }
  )

  /// Mean −ln of the gold class' probability, which counts as 1e-6 at least.
  package static let logLoss = EvaluationScore(
    "log_loss",
    "log loss",
    intervalIn: .report,
    value: { $0.probabilities?.logLoss },
    interval: { inputs in
      guard let scores = inputs.probabilities, let error = scores.logLossError else { return nil }
      return Interval(mean: scores.logLoss, standardError: error).clamped(to: 0...(.infinity))
    }
  )

  /// Mean squared error of the probabilities, summed over classes.
  ///
  /// - SeeAlso: Brier 1950, doi:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2
  package static let brier = EvaluationScore(
    "brier",
    "Brier",
    value: { $0.probabilities?.brier }
  )

  /// Expected calibration error of the labels' probabilities.
  package static let calibrationError = EvaluationScore(
    "ece",
    "ECE",
    value: { $0.probabilities?.reliability.expectedCalibrationError }
  )
}
