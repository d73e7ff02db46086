package import LabelingCore

/// A label model that has learned; gives probabilities for any votes of the same voters.
package protocol FittedLabelModel: Codable, Sendable {
  /// Name of the model.
  static var name: String { get }
  /// Voters it was fitted to, in order.
  var voters: [String] { get }
  /// Classes it was fitted to, in order.
  var labelSpace: LabelSpace { get }
  /// What it was fitted to, and how that went.
  var facts: FitFacts { get }
  /// What was learned about each voter.
  var voterEstimates: [VoterEstimate] { get }
  /// How each voter's confidence becomes levels; `nil` where no voter declared any.
  var scales: [ConfidenceScale?]? { get }

  /// Posterior of each pattern; patterns with gold are one-hot, and where gold is a set of classes
  /// all others have none.
  func posteriors(of votes: VotePatterns) throws(LabelModelError) -> SoftLabels

  /// The parts of pattern `x`'s posterior, or `nil` when the model does not add up log scores.
  func explanation(
    of x: Int,
    in votes: VotePatterns
  ) throws(LabelModelError)
    -> PosteriorExplanation?
}

extension FittedLabelModel {
  /// Refuses votes of other voters or classes than the model was fitted to.
  ///
  /// - Throws: ``LabelModelError/votersDiffer(missing:extra:)`` or
  ///   ``LabelModelError/classesDiffer(expected:found:)``.
  package func check(voters: [String], classes: [String]) throws(LabelModelError) {
    try LabelModelError.check(
      voters: voters,
      against: self.voters,
      classes: classes,
      against: labelSpace
    )
  }

  /// Hard label of each pattern.
  ///
  /// - Parameters:
  ///   - soft: Posteriors of these patterns.
  ///   - votes: The patterns.
  ///   - ties: How ties are broken.
  ///   - unvoted: Whether patterns with neither votes nor gold get a label too.
  /// - Returns: A label per pattern, abstain where there is none.
  package func hardLabels(
    from soft: SoftLabels,
    of votes: VotePatterns,
    ties: TieBreaking = .abstain,
    unvoted: Bool = false
  ) -> [Vote] {
    (0..<votes.patternCount).map { x in
      if !unvoted, votes.entries(of: x).isEmpty, votes.gold[x].isAbstain { return .abstain }
      return ties.label(of: soft[row: x])
    }
  }
}

extension LabelModelError {
  /// Refuses voters and classes that are others than a model's, or in another order.
  static func check(
    voters: [String],
    against known: [String],
    classes: [String],
    against labelSpace: LabelSpace
  ) throws(LabelModelError) {
    guard classes.areExactly(labelSpace.classes) else {
      throw .classesDiffer(expected: labelSpace.classes, found: classes)
    }
    guard !voters.areExactly(known) else { return }
    let expected = FieldTable(known)
    let found = FieldTable(voters)
    throw .votersDiffer(
      missing: known.filter { !found.contains($0) },
      extra: voters.filter { !expected.contains($0) }
    )
  }
}
