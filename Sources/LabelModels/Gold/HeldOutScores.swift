internal import Glibc
internal import LabelingCore

/// How probabilities fare on held-out gold labels, document by document.
struct HeldOutScores {
  /// 1 for a right document, 0 for a wrong one, a fraction for ties.
  var right: [Double]
  /// Minus the logarithm of the gold class' probability, at least of 1e−6.
  var losses: [Double]

  init(count: Int) {
    right = [Double](repeating: 0, count: count)
    losses = right
  }

  /// Scores one document's probabilities.
  mutating func note(_ probabilities: some Collection<Double>, of held: GoldFolds.Held) {
    let largest = probabilities.max() ?? 0
    let tied = probabilities.count { $0 >= largest - TieBreaking.tolerance }
    let gold = Array(probabilities)[held.gold]
    right[held.place] = gold >= largest - TieBreaking.tolerance ? 1 / Double(tied) : 0
    losses[held.place] = -log(min(max(gold, 1e-6), 1))
  }

  /// A mean with its interval at 95 %.
  struct Mean {
    var value: Double
    var margin: Double

    init(_ values: [Double]) {
      let count = Double(values.count)
      let mean = values.reduce(0, +) / max(count, 1)
      value = mean
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      margin = count > 1 ? 1.959963984540054 * (squares / (count - 1) / count).squareRoot() : 0
    }
  }
}
