package import EndModels
package import LabelingCore

/// Documents whose gold labels answer for the people of a session.
package struct SimulationCorpus: Sendable {
  /// The classes.
  package let labelSpace: LabelSpace
  /// What is known of each document.
  package let gold: [LabelAnswer]
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
    self.init(
      labelSpace: labelSpace,
      known: gold.map { $0.isAbstain ? .skipped : .oneClass($0.classIndex) },
      features: features,
      votes: votes
    )
  }

  /// Puts gold labels, features and votes side by side; every document has a label, all of one kind.
  package init(
    labelSpace: LabelSpace,
    known gold: [LabelAnswer],
    features: FeatureMatrix,
    votes: VotePatterns? = nil
  ) {
    precondition(gold.allSatisfy { !$0.isSkip }, "every document has a gold label")
    precondition(gold.allSatisfy { $0.kind == gold[0].kind }, "labels are of one kind")
    precondition(features.rowCount == gold.count, "a row of features per document")
    precondition(votes.map { $0.rowCount == gold.count } ?? true, "a row of votes per document")
    self.labelSpace = labelSpace
    self.gold = gold
    self.features = features
    self.votes = votes
  }

  /// How many classes a document has.
  package var kind: LabelKind { gold.first?.kind ?? .one }

  /// Number of documents.
  package var documentCount: Int { gold.count }
}
