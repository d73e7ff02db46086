internal import LabelingCore

/// Scores of labels whose classes stand in a tree; else there are none.
///
/// - SeeAlso: Kiritchenko, Matwin & Famili 2005, Functional annotation of genes using hierarchical
///   text categorization.
extension EvaluationScore {
  /// Of the places that labels name, with all that they lie in, the share that the truth lies in.
  ///
  /// Where gold is a set of classes, places that part of it lies in are left out.
  package static let hierarchicalPrecision = EvaluationScore(
    "hierarchical_precision",
    value: { $0.tree?.precision.value },
    interval: { $0.tree?.precision.interval }
  )

  /// Of the places that the truth lies in, the share that labels name; none without a label.
  package static let hierarchicalRecall = EvaluationScore(
    "hierarchical_recall",
    value: { $0.tree?.recall.value },
    interval: { $0.tree?.recall.interval }
  )

  /// Harmonic mean of both.
  package static let hierarchicalF1 = EvaluationScore(
    "hierarchical_f1",
    value: { $0.tree?.f1.value },
    interval: { $0.tree?.f1.interval }
  )

  /// Share of the labels that are classes; others are groups.
  package static let classLabelShare = EvaluationScore(
    "class_label_share",
    value: { $0.tree?.classLabelShare },
    interval: { $0.tree?.classLabelInterval }
  )

  /// Classes that a label stands for on average: 1 for a class, more for a group.
  package static let meanLabelClasses = EvaluationScore(
    "mean_label_classes",
    value: { $0.tree?.meanLabelClasses }
  )
}
