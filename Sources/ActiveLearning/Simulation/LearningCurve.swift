/// How good the labels of documents nobody was asked about were, by number of answers.
package struct LearningCurve: Hashable, Sendable, Codable {
  /// The scores after one refit.
  package struct Point: Hashable, Sendable, Codable {
    /// Labeled documents.
    package var labels: Int
    /// Share of withheld documents whose most probable class is right; whose classes are all right
    /// where they may have several.
    package var accuracy: Double
    /// Mean F1 over the classes of the withheld documents.
    package var macroF1: Double
    /// F1 of all pairs of a withheld document and a class; `nil` where documents have one class, as
    /// it is the accuracy there.
    package var microF1: Double?

    /// Creates a point.
    package init(labels: Int, accuracy: Double, macroF1: Double, microF1: Double? = nil) {
      self.labels = labels
      self.accuracy = accuracy
      self.macroF1 = macroF1
      self.microF1 = microF1
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
  /// F1 of all pairs of a document and a class.
  case microF1 = "micro-f1"

  func of(_ point: LearningCurve.Point) -> Double {
    switch self {
    case .accuracy: point.accuracy
    case .macroF1: point.macroF1
    case .microF1: point.microF1 ?? point.accuracy
    }
  }

  /// The score in words.
  package var words: String {
    switch self {
    case .accuracy: "accuracy"
    case .macroF1: "macro-F1"
    case .microF1: "micro-F1"
    }
  }
}
