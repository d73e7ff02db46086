internal import Glibc
internal import LabelingCore

/// How probabilities fare on held-out gold labels, document by document.
struct HeldOutScores {
  /// 1 for a right document, 0 for a wrong one, a fraction for ties.
  var right: [Double]
  /// Minus the logarithm of the gold class' probability, at least of 1e−6.
  var losses: [Double]
  /// Minus the logarithm of the runner-up's probability: the loss had the surest class been wrong.
  private var surprises: [Double]

  /// The losses and that of one imaginary document on which the surest class is wrong.
  ///
  /// A few gold labels rarely contain the error that an overconfident model pays for.
  var guardedLosses: [Double] { losses + [Mean(surprises).value] }

  init(count: Int) {
    right = [Double](repeating: 0, count: count)
    losses = right
    surprises = right
  }

  /// Scores one document's probabilities.
  mutating func note(_ probabilities: some Collection<Double>, of held: GoldFolds.Held) {
    let largest = probabilities.max() ?? 0
    let tied = probabilities.count { $0 >= largest - TieBreaking.tolerance }
    let gold = Array(probabilities)[held.gold]
    right[held.place] = gold >= largest - TieBreaking.tolerance ? 1 / Double(tied) : 0
    losses[held.place] = -log(min(max(gold, 1e-6), 1))
    let runnerUp = probabilities.sorted().dropLast().last ?? 1
    surprises[held.place] = -log(min(max(runnerUp, 1e-6), 1))
  }

  /// A mean with its interval at 95 %.
  struct Mean {
    var value: Double
    var standardError: Double

    /// Half of the interval.
    var margin: Double { 1.959963984540054 * standardError }

    init(_ values: [Double]) {
      let count = Double(values.count)
      let mean = values.reduce(0, +) / max(count, 1)
      value = mean
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      standardError = count > 1 ? (squares / (count - 1) / count).squareRoot() : 0
    }
  }
}
