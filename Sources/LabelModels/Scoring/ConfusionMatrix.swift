internal import LabelingCore

/// How often each gold class was given each label.
///
/// Rows of which gold knows only a set of classes are left out; a label that is a group of classes
/// names none.
package struct ConfusionMatrix: Hashable, Sendable, Codable {
  /// Class names in the order of their indices.
  package let classes: [String]
  /// Rows by gold class, then by the label given.
  package let counts: [[Int]]
  /// Rows of each gold class without a label.
  package let abstained: [Int]

  /// Counts the rows whose gold label is known.
  package init(of rows: ScoredRows) {
    let k = rows.labelSpace.classCount
    var flat = [Int](repeating: 0, count: k * k)
    var abstained = [Int](repeating: 0, count: k)
    rows.forEachJudged { i, gold, count in
      if rows.labels[i].isAbstain {
        abstained[gold] += count
      } else {
        flat[gold * k + rows.labels[i].classIndex] += count
      }
    }
    classes = rows.labelSpace.classes
    counts = (0..<k).map { Array(flat[($0 * k)..<(($0 + 1) * k)]) }
    self.abstained = abstained
  }

  /// Rows of gold class `gold` that were labeled as class `given`.
  package subscript(gold: Int, given: Int) -> Int { counts[gold][given] }

  /// Rows of a gold class, labeled or not.
  package func support(of gold: Int) -> Int { counts[gold].reduce(abstained[gold], +) }

  /// Rows labeled as a class, rightly or not.
  package func predicted(as given: Int) -> Int { counts.reduce(0) { $0 + $1[given] } }

  /// Rows with a label.
  package var labeledCount: Int { counts.reduce(0) { $0 + $1.reduce(0, +) } }

  /// All rows.
  package var rowCount: Int { abstained.reduce(labeledCount, +) }

  /// Rows whose label is the gold label.
  package var correctCount: Int { classes.indices.reduce(0) { $0 + counts[$1][$1] } }

  /// Correlation of labels and gold over the labeled rows, −1…1.
  ///
  /// `nil` where all labels, or all gold labels, are of one class.
  /// - SeeAlso: Gorodkin 2004, doi:10.1016/j.compbiolchem.2004.09.006
  package var matthewsCorrelation: Double? {
    let total = Double(labeledCount)
    var (products, given, gold) = (0.0, 0.0, 0.0)
    for c in classes.indices {
      let predicted = Double(predicted(as: c))
      let support = Double(counts[c].reduce(0, +))
      products += predicted * support
      given += predicted * predicted
      gold += support * support
    }
    let scale = ((total * total - given) * (total * total - gold)).squareRoot()
    return scale > 0 ? (Double(correctCount) * total - products) / scale : nil
  }
}
