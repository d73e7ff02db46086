internal import LabelingCore

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
  /// Documents of which gold knows a set of classes that the truth is among; `nil` for none.
  package var goldSetDocuments: Int?
  /// How the fit went.
  package var learning: LearningFacts

  init(of patterns: VotePatterns, table: PairTable, learned: LearningFacts) {
    documents = patterns.counts.reduce(0, +)
    self.patterns = patterns.patternCount
    votes = Int(table.pairTotals.reduce(0, +))
    votedDocuments = 0
    goldDocuments = 0
    for x in 0..<patterns.patternCount {
      if patterns.starts[x] < patterns.starts[x + 1] { votedDocuments += patterns.counts[x] }
      if !patterns.gold[x].isAbstain { goldDocuments += patterns.counts[x] }
    }
    let restricted = patterns.restrictedRowCount
    goldSetDocuments = restricted > 0 ? restricted : nil
    learning = learned
  }
}
