internal import LabelingCore

/// What is known of rows whose gold label is a set of classes: the truth is one of these.
///
/// Our own extension of the pooled model's specification. Such a row is one without gold (it is
/// covered by its votes alone, has the weight of any row, and says nothing of whether gold is a
/// random sample) whose posterior is restricted to the set and normalised again: at the start, in
/// each E-step, and at the end, after a declared balance, where gold is made one-hot. So a set of
/// all classes is no gold. Gold that names one class is no restriction but a gold class, which
/// also has gold's weight.
///
/// Models that are not fitted by the common E-step (MeTaL's triplets, MACE, GLAD) learn from such
/// rows as from others; the set restricts what they say of them.
package struct GoldRestrictions: Hashable, Sendable {
  /// Set of each row, −1 for none; empty where no row has one.
  private let rows: [Int16]
  private let sets: [[Int]]

  /// Takes the sets of gold labels of documents with one class.
  init(of votes: VotePatterns) {
    rows = votes.hasRestrictions ? votes.restrictions : []
    sets = votes.hasRestrictions ? votes.goldSets : []
  }

  /// Whether no row has a set.
  package var isEmpty: Bool { rows.isEmpty }

  /// The classes that the truth of row `x` is among; `nil` where any may be.
  ///
  /// Rows beyond those of the votes, which folds split off from rows with a gold class, have none.
  package func classes(ofRow x: Int) -> [Int]? {
    x < rows.count && rows[x] >= 0 ? sets[Int(rows[x])] : nil
  }

  /// Place of row `x`'s set among ``biases(_:stride:)``, −1 for none.
  func set(ofRow x: Int) -> Int { x < rows.count ? Int(rows[x]) : -1 }

  /// Log priors that leave no class outside of each set; `stride` numbers a set.
  func biases(_ bias: [Double], stride: Int) -> [Double] {
    sets.flatMap { classes in
      var row = [Double](repeating: -.infinity, count: stride)
      for y in classes { row[y] = bias[y] }
      return row
    }
  }

  /// Takes the probability of what lies outside of their sets from rows; what is left is
  /// normalised, and even where nothing is.
  package func apply(to posteriors: inout ClassRows) {
    guard !isEmpty else { return }
    for x in 0..<posteriors.rowCount {
      guard let classes = classes(ofRow: x) else { continue }
      var row = [Double](repeating: 0, count: posteriors.classCount)
      let total = classes.reduce(0) { $0 + posteriors[x, $1] }
      for y in classes { row[y] = total > 0 ? posteriors[x, y] / total : 1 / Double(classes.count) }
      for y in row.indices { posteriors[x, y] = row[y] }
    }
  }
}
