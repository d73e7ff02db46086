/// How good the labels of documents nobody was asked about were, by number of answers.
package struct LearningCurve: Hashable, Sendable, Codable {
  /// The scores after one refit.
  package struct Point: Hashable, Sendable, Codable {
    /// Labeled documents.
    package var labels: Int
    /// Share of withheld documents whose most probable class is right.
    package var accuracy: Double
    /// Mean F1 over the classes of the withheld documents.
    package var macroF1: Double

    /// Creates a point.
    package init(labels: Int, accuracy: Double, macroF1: Double) {
      self.labels = labels
      self.accuracy = accuracy
      self.macroF1 = macroF1
    }
  }

  /// The points, labels ascending.
  package var points: [Point]

  /// Creates a curve.
  package init(points: [Point]) { self.points = points }

  /// Mean height between two numbers of labels, by trapezoids; `nil` for fewer than two points.
  package func area(_ score: Score, from first: Int, to last: Int) -> Double? {
    let inside = points.filter { $0.labels >= first && $0.labels <= last }
    guard let start = inside.first, let end = inside.last, end.labels > start.labels else {
      return nil
    }
    let sum = zip(inside, inside.dropFirst()).reduce(0) { sum, pair in
      sum + Double(pair.1.labels - pair.0.labels) * (score.of(pair.0) + score.of(pair.1)) / 2
    }
    return sum / Double(end.labels - start.labels)
  }

  /// Fewest labels with which the score reached a level; `nil` when it never did.
  package func labels(reaching level: Double, _ score: Score) -> Int? {
    points.first { score.of($0) >= level - 1e-12 }?.labels
  }
}

/// What a curve's height is.
package enum Score: String, Hashable, Sendable, Codable, CaseIterable {
  /// Share of right labels.
  case accuracy
  /// Mean F1 over the classes.
  case macroF1 = "macro-f1"

  func of(_ point: LearningCurve.Point) -> Double {
    self == .accuracy ? point.accuracy : point.macroF1
  }
}
