package import EndModels
package import LabelingCore

/// All that is known when the next documents are chosen.
package struct QuerySituation: Sendable {
  /// The classes.
  package var labelSpace: LabelSpace
  /// The open documents, in the order of the corpus.
  package var candidates: [Int32]
  /// The documents with an answer, in the order of the corpus.
  package var labeledRows: [Int32]
  /// The label each of them has, in the same order; none where documents may have several classes.
  package var labels: [Vote]
  /// How many classes a document has.
  package var kind = LabelKind.one
  /// The classes of each labeled document, ascending, where it may have several.
  package var labelSets: [[Int]] = []
  /// The functions' votes on all documents.
  package var votes: VotePatterns?
  /// Features of all documents, each row of length 1.
  package var features: FeatureMatrix?
  /// Probabilities of classes by whose they are.
  package var posteriors: [PosteriorSource: PoolPosterior]
  /// Trains classifiers on documents of the pool.
  package var trainer: (any PoolTrainer)?

  /// Creates a situation in which nothing but the open documents is known.
  package init(labelSpace: LabelSpace, candidates: [Int32]) {
    self.labelSpace = labelSpace
    self.candidates = candidates
    labeledRows = []
    labels = []
    posteriors = [:]
  }

  /// Number of classes, *k*.
  package var classCount: Int { labelSpace.classCount }

  /// The questions that a classifier answers: which class a document has or, where it may have
  /// several, of each class whether it has it.
  var problems: [QuerySituation] {
    guard kind == .several else { return [self] }
    return (0..<classCount).map { index in
      var problem = self
      problem.kind = .one
      problem.labelSpace = LabelSpace(["absent", "present"])
      problem.labels = labelSets.map { Vote(classIndex: $0.contains(index) ? 1 : 0) }
      problem.labelSets = []
      problem.posteriors = [:]
      problem.votes = nil
      return problem
    }
  }

  /// The probabilities of a source.
  ///
  /// Where only some sources are known, the joint one stands in for those that are
  /// not, and the other way round: with functions alone the joint posterior is the
  /// label model's.
  func posterior(
    _ source: PosteriorSource,
    for strategy: String
  ) throws(ActiveLearningError) -> PoolPosterior {
    if let posterior = posteriors[source] { return posterior }
    if source == .joint, let only = posteriors[.endModel] ?? posteriors[.labelModel] { return only }
    throw .missing(source == .labelModel ? .votes : .posterior, strategy: strategy)
  }

  func features(for strategy: String) throws(ActiveLearningError) -> FeatureMatrix {
    guard let features else { throw .missing(.features, strategy: strategy) }
    return features
  }

  func votes(for strategy: String) throws(ActiveLearningError) -> VotePatterns {
    guard let votes else { throw .missing(.votes, strategy: strategy) }
    return votes
  }

  func trainer(for strategy: String) throws(ActiveLearningError) -> any PoolTrainer {
    guard let trainer else { throw .missing(.trainer, strategy: strategy) }
    return trainer
  }
}
