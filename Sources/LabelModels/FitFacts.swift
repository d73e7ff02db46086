internal import LabelingCore

/// How an iterative fit went.
package struct LearningFacts: Hashable, Sendable, Codable {
  /// Iterations done; 0 for models in closed form.
  package var iterations = 0
  /// Whether the posteriors had come to rest before the last iteration allowed.
  package var converged = true
  /// How silence was read, where the model has such a choice.
  package var mode: String?
  /// Whether `mode` was picked from the votes rather than by the caller.
  package var modeIsChosen: Bool?
  /// Share of all votes by voters that ever used exactly one class.
  package var oneClassShare: Double?
  /// Gain in log-likelihood, with its penalty, when silence depends on the class.
  package var silenceGain: Double?
  /// Estimated share of each class.
  package var balance: [Double] = []
}

/// What a model was fitted to, and how that went.
package struct FitFacts: Hashable, Sendable, Codable {
  /// Number of documents.
  package var documents: Int
  /// Number of distinct patterns.
  package var patterns: Int
  /// Number of votes.
  package var votes: Int
  /// Documents with at least one vote.
  package var votedDocuments: Int
  /// Documents with a gold label.
  package var goldDocuments: Int
  /// How the fit went.
  package var learning: LearningFacts

  init(of patterns: VotePatterns, table: VoteTable, learned: LearningFacts) {
    documents = patterns.counts.reduce(0, +)
    self.patterns = patterns.patternCount
    votes = Int(table.pairTotals.reduce(0, +))
    votedDocuments = 0
    goldDocuments = 0
    for x in 0..<patterns.patternCount {
      if patterns.starts[x] < patterns.starts[x + 1] { votedDocuments += patterns.counts[x] }
      if !patterns.gold[x].isAbstain { goldDocuments += patterns.counts[x] }
    }
    learning = learned
  }
}
