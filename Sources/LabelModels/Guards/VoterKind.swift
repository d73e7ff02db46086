/// What the voters of a file are, for the pooled model and for words about them.
package enum VoterKind: String, Hashable, Sendable, Codable {
  /// Labeling functions, which can be written otherwise.
  case functions
  /// People, who can be asked.
  case annotators
}
