internal import LabelingCore

/// A score of labels against gold: its key in JSON, its heading, and how it is computed.
///
/// ``all`` is the one list of scores: the JSON and the table of `winnow evaluate`, and the page
/// of `winnow report`, follow it.
package struct EvaluationScore: Sendable {
  /// What scores are computed from.
  package struct Inputs {
    /// Gold classes by labels.
    let confusion: ConfusionMatrix
    /// What gold says of the probabilities; `nil` without any.
    let probabilities: ProbabilityScores?
    /// The scores of each class.
    let classes: [ClassScore]
  }

  /// Its key in JSON.
  package let key: String
  /// Its heading in tables; `nil` for JSON alone.
  package let heading: String?
  /// Where its interval is shown too.
  package let intervalPlaces: Places
  /// The score; `nil` without evidence.
  let value: @Sendable (Inputs) -> Double?
  /// Its confidence interval; `nil` without evidence, or for a score without.
  let interval: @Sendable (Inputs) -> Interval?

  /// Tables.
  package struct Places: OptionSet, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }

    /// What `winnow evaluate` prints.
    package static let evaluate = Places(rawValue: 1 << 0)
    /// The page of `winnow report`.
    package static let report = Places(rawValue: 1 << 1)
  }

  init(
    _ key: String,
    _ heading: String? = nil,
    intervalIn places: Places = [],
    value: @escaping @Sendable (Inputs) -> Double?,
    interval: @escaping @Sendable (Inputs) -> Interval? = { _ in nil }
  ) {
    self.key = key
    self.heading = heading
    intervalPlaces = places
    self.value = value
    self.interval = interval
  }

  /// The key of its interval in JSON.
  package var intervalKey: String { "\(key)_interval" }

  /// All scores, in the order in which tables show them.
  package static let all: [EvaluationScore] = [
    accuracy, coverage, hitShare, macroF1, microF1, matthewsCorrelation, logLoss, brier,
    calibrationError,
  ]

  /// The scores that tables show.
  package static let shown = all.filter { $0.heading != nil }
}
