internal import LabelingCore

/// What a model of several classes was fitted to, and how that went.
package struct MultiLabelFacts: Hashable, Sendable, Codable {
  /// A voter that says of a class what others say.
  package struct Copy: Hashable, Sendable, Codable {
    /// Index of the class.
    package var classIndex: Int
    /// Index of the voter.
    package var voter: Int
    /// ω: what a statement of the voter counts, 1 alone.
    package var weight: Double

    private enum CodingKeys: String, CodingKey {
      case classIndex = "class"
      case voter
      case weight
    }
  }

  /// Number of documents.
  package var documents: Int
  /// Number of distinct patterns.
  package var patterns: Int
  /// Number of votes, each about one class or several.
  package var votes: Int
  /// Documents with at least one vote.
  package var votedDocuments: Int
  /// Documents with gold labels.
  package var goldDocuments: Int
  /// Iterations done; 0 for majority vote.
  package var iterations = 0
  /// Whether the posteriors converged before the last iteration allowed.
  package var converged = true
  /// Voters that count less than a vote, by class.
  package var copies: [Copy] = []

  init(of patterns: VotePatterns, table: StatementTable) {
    documents = patterns.rowCount
    self.patterns = patterns.patternCount
    votes = 0
    votedDocuments = 0
    goldDocuments = 0
    for x in 0..<patterns.patternCount {
      for entry in patterns.entries(of: x) { votes += patterns.counts[x] * Int(entry.count) }
      if patterns.starts[x] < patterns.starts[x + 1] { votedDocuments += patterns.counts[x] }
      if !patterns.gold[x].isAbstain { goldDocuments += patterns.counts[x] }
    }
  }
}
