internal import LabelingCore

/// Scores of labels alone.
extension EvaluationScore {
  /// Share of right labels among the judged rows that have one.
  package static let accuracy = EvaluationScore(
    "accuracy",
    "accuracy",
    intervalIn: [.evaluate, .report],
    value: { $0.confusion.labelAccuracy.accuracy },
    interval: { $0.confusion.labelAccuracy.interval }
  )

  /// Share of the judged rows that have a hard label.
  package static let coverage = EvaluationScore(
    "coverage",
    "coverage",
    value: { $0.confusion.labelAccuracy.coverage }
  )

  /// Mean F1 over the classes that occur in gold or in labels.
  package static let macroF1 = EvaluationScore(
    "macro_f1",
    "macro-F1",
    value: { inputs in
      let f1s = inputs.classes.compactMap(\.f1)
      return f1s.isEmpty ? nil : f1s.reduce(0, +) / Double(f1s.count)
    }
  )

  /// F1 of all classes together; a row without a label is missed.
  package static let microF1 = EvaluationScore(
    "micro_f1",
    value: { inputs in
      let labels = inputs.confusion.labelAccuracy
      guard labels.goldCount > 0 else { return nil }
      return 2 * Double(labels.correctCount) / Double(labels.goldCount + labels.labeledCount)
    }
  )

  /// Matthews' correlation over the labeled rows.
  package static let matthewsCorrelation = EvaluationScore(
    "matthews_correlation",
    value: { $0.confusion.matthewsCorrelation }
  )
}
