/// Posterior probabilities, *n* rows × *k* classes, row-major; each row sums to 1.
package struct SoftLabels: Hashable, Sendable {
  /// Number of classes, *k*.
  package let classCount: Int
  /// *n* · *k* probabilities.
  package var values: [Double]

  /// Wraps row-major probabilities.
  package init(classCount: Int, values: [Double]) {
    precondition(classCount > 0 && values.count % classCount == 0, "values are whole rows")
    self.classCount = classCount
    self.values = values
  }

  /// *n* rows of equal probabilities.
  package init(uniformRows rowCount: Int, classCount: Int) {
    self.init(
      classCount: classCount,
      values: [Double](repeating: 1 / Double(classCount), count: rowCount * classCount)
    )
  }

  /// The same rows with further classes, each of probability 0.
  package func widened(to count: Int) -> SoftLabels {
    precondition(count >= classCount, "no class is taken away")
    guard count > classCount else { return self }
    let padding = [Double](repeating: 0, count: count - classCount)
    return SoftLabels(
      classCount: count,
      values: (0..<rowCount).flatMap { Array(self[row: $0]) + padding }
    )
  }

  /// Number of rows, *n*.
  package var rowCount: Int { values.count / classCount }

  /// The probabilities of row `i`.
  package subscript(row i: Int) -> ArraySlice<Double> {
    get { values[(i * classCount)..<((i + 1) * classCount)] }
    set { values.replaceSubrange((i * classCount)..<((i + 1) * classCount), with: newValue) }
  }
}
