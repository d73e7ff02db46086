package import LabelModels
package import LabelingCore

/// The labels of patterns of votes, by a model of either kind.
package struct PatternLabels: Sendable {
  /// What the labels are.
  package enum Values: Sendable {
    /// A class per pattern, abstain where there is none.
    case one([Vote])
    /// The classes of each pattern, ascending; `nil` for one that gets no labels.
    case several([[Int]?])
  }

  /// The labels, by pattern.
  package let values: Values
  /// Probability of each class on each pattern; of several classes each on its own.
  package let probabilities: SoftLabels

  /// Labels patterns.
  ///
  /// - Parameters:
  ///   - votes: The patterns, of the model's voters and classes.
  ///   - model: The model.
  ///   - ties: How ties are broken; of several classes there are none.
  ///   - unvoted: Whether patterns without any vote get labels too.
  /// - Throws: `LabelModelError` when the model is of other voters or classes.
  package init(
    of votes: VotePatterns,
    by model: LabelModelFile.Content,
    ties: TieBreaking,
    unvoted: Bool
  ) throws(LabelModelError) {
    switch model {
    case .one(let model):
      probabilities = try model.posteriors(of: votes)
      values = .one(
        model.hardLabels(from: probabilities, of: votes, ties: ties, unvoted: unvoted)
      )
    case .several(let model):
      probabilities = try model.probabilities(of: votes)
      values = .several(model.labelSets(from: probabilities, of: votes, unvoted: unvoted))
    }
  }

  /// The class of a pattern; abstain for none, and where documents have several.
  package func label(of x: Int) -> Vote {
    if case .one(let labels) = values { labels[x] } else { .abstain }
  }

  /// The classes of a pattern, ascending; `nil` where it has no labels, and where documents have one.
  package func labels(of x: Int) -> [Int]? {
    if case .several(let sets) = values { sets[x] } else { nil }
  }
}
