package import EndModels
package import LabelingCore

/// What is known of a corpus before anybody is asked.
package struct LearnerInputs: Sendable {
  /// The classes.
  package let labelSpace: LabelSpace
  /// The functions' votes; without functions a row of no votes per document.
  package let votes: VotePatterns
  /// Features of the documents, each row of length 1; `nil` when they have no text.
  package let features: FeatureMatrix?
  /// Documents that nobody is asked about and nothing is learned from.
  package let withheldRows: [Int]

  /// Whether there are labeling functions.
  package var hasFunctions: Bool { !votes.voters.isEmpty }
  /// Number of documents.
  package var documentCount: Int { votes.rowCount }

  /// A corpus with labeling functions.
  ///
  /// - Parameters:
  ///   - votes: The functions' votes, without gold labels.
  ///   - features: Features of the same documents.
  ///   - withheldRows: Documents to keep apart, to measure with.
  package init(votes: VotePatterns, features: FeatureMatrix?, withheldRows: [Int] = []) {
    precondition(
      features.map { $0.rowCount == votes.rowCount } ?? true,
      "a row of features per document"
    )
    labelSpace = votes.labelSpace
    self.votes = votes
    self.features = features
    self.withheldRows = withheldRows
  }

  /// A corpus without labeling functions.
  package init(labelSpace: LabelSpace, features: FeatureMatrix, withheldRows: [Int] = []) {
    var builder = VotePatterns.Builder(voters: [], labelSpace: labelSpace)
    for _ in 0..<features.rowCount { builder.append(entries: []) }
    self.init(votes: builder.finish(), features: features, withheldRows: withheldRows)
  }
}
