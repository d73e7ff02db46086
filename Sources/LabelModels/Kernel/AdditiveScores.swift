internal import RealModule

/// A posterior that is a softmax of sums: a score per class and one per vote and class.
///
/// *Z_x*(*y*) = bias(*y*) + Σ over the votes of row *x* of rows[pair](*y*).
package struct AdditiveScores: Sendable {
  /// Log prior per class.
  package var bias: [Double]
  /// Log score of each pair's vote for each class.
  package var rows: ClassRows

  /// Creates scores of zero.
  init(pairCount: Int, classCount: Int) {
    bias = [Double](repeating: 0, count: classCount)
    rows = ClassRows(rowCount: pairCount, classCount: classCount)
  }

  /// The logarithm of a probability; of 1e−300 for anything less.
  static func logarithm(_ probability: Double) -> Double { Double.log(max(probability, 1e-300)) }

  /// The logarithms of probabilities.
  static func logarithms(_ probabilities: [Double]) -> [Double] { probabilities.map(logarithm) }
}
