package import EndModels
package import LabelingCore

/// Documents whose gold labels answer for the people of a session.
package struct SimulationCorpus: Sendable {
  /// The classes.
  package let labelSpace: LabelSpace
  /// Gold label of each document.
  package let gold: [Vote]
  /// Features of the documents, each row of length 1.
  package let features: FeatureMatrix
  /// The functions' votes on the documents; `nil` without functions.
  package let votes: VotePatterns?

  /// Puts gold labels, features and votes side by side; every document has a label.
  package init(
    labelSpace: LabelSpace,
    gold: [Vote],
    features: FeatureMatrix,
    votes: VotePatterns? = nil
  ) {
    precondition(gold.allSatisfy { !$0.isAbstain }, "every document has a gold label")
    precondition(features.rowCount == gold.count, "a row of features per document")
    precondition(votes.map { $0.rowCount == gold.count } ?? true, "a row of votes per document")
    self.labelSpace = labelSpace
    self.gold = gold
    self.features = features
    self.votes = votes
  }

  /// Number of documents.
  package var documentCount: Int { gold.count }
}
