internal import LabelingCore

/// Stops when consecutive end models agree on a fixed set of documents.
///
/// Agreement is Cohen's κ between the predictions of one refit and the next, and the
/// mean of the last ``windowSize`` values is compared with ``threshold``: the values
/// themselves, not their differences, as models that disagree by the same amount
/// every time are not stable. Where both models predict one and the same class
/// throughout, κ is 0/0; such a round says nothing, breaks the window and never
/// counts as agreement: a model that has not found a rare class yet looks like that.
/// - SeeAlso: Bloodgood & Vijay-Shanker 2009, arXiv:1409.5165; the two mistakes are
///   those that the errata of small-text record for its KappaAverage.
package struct StablePredictions: StoppingCriterion {
  /// Number of consecutive values that are averaged.
  package let windowSize: Int
  /// Least mean agreement, below 1.
  package let threshold: Double

  package var name: String { "stable-predictions" }
  package var assumption: String {
    "Assumes that the stop set is like the corpus and that the model could still change: "
      + "a model that misses a class steadily is stable too. Batches should be of one size."
  }

  /// Creates the criterion.
  ///
  /// - Throws: ``ActiveLearningError/invalidSetting(name:rule:)``.
  package init(windowSize: Int = 3, threshold: Double = 0.99) throws(ActiveLearningError) {
    guard windowSize > 0 else { throw .invalidSetting(name: "windowSize", rule: "is at least 1") }
    guard threshold > 0, threshold <= 1 else {
      throw .invalidSetting(name: "threshold", rule: "lies above 0 and not above 1")
    }
    self.windowSize = windowSize
    self.threshold = threshold
  }

  package init?(for session: StoppingSituation) throws(ActiveLearningError) { try self.init() }

  package func verdict(on evidence: StoppingEvidence) -> StoppingVerdict {
    let rounds = evidence.rounds.filter { !$0.predictions.isEmpty }
    guard rounds.count > windowSize else {
      return StoppingVerdict(
        of: self,
        shouldStop: false,
        threshold: threshold,
        "\(rounds.count) of \(windowSize + 1) refits that it compares are done"
      )
    }
    let window = rounds.suffix(windowSize + 1)
    let classCount = evidence.labelSpace.classCount
    let agreements = zip(window, window.dropFirst()).map {
      Self.kappa($0.predictions, $1.predictions, classCount: classCount)
    }
    let known = agreements.compactMap { $0 }
    guard known.count == agreements.count else {
      return StoppingVerdict(
        of: self,
        shouldStop: false,
        threshold: threshold,
        "the model predicts one class for every document, which says nothing about stability"
      )
    }
    let mean = known.reduce(0, +) / Double(known.count)
    return StoppingVerdict(
      of: self,
      shouldStop: mean >= threshold,
      value: mean,
      threshold: threshold,
      "the last \(windowSize + 1) models agree with a mean kappa of \(Self.rounded(mean))"
    )
  }

  /// Cohen's κ of two lists of predictions, or `nil` when chance alone explains all agreement.
  ///
  /// A tie, which predicts no class, is an answer like any other.
  static func kappa(_ a: [Int16], _ b: [Int16], classCount: Int) -> Double? {
    guard a.count == b.count, !a.isEmpty else { return nil }
    var (first, second) = (
      [Int](repeating: 0, count: classCount + 1), [Int](repeating: 0, count: classCount + 1)
    )
    var agreed = 0
    for (x, y) in zip(a, b) {
      first[Int(x) + 1] += 1
      second[Int(y) + 1] += 1
      if x == y { agreed += 1 }
    }
    // In whole numbers, so that 0/0 is recognized as such.
    let n = a.count
    let expected = zip(first, second).reduce(0) { $0 + $1.0 * $1.1 }
    guard expected < n * n else { return nil }
    return Double(agreed * n - expected) / Double(n * n - expected)
  }

  private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}
