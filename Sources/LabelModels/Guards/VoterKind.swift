/// What the voters of a file are, for words about them.
package enum VoterKind: Hashable, Sendable {
  /// Labeling functions, which can be written otherwise.
  case functions
  /// People, who can be asked.
  case annotators
}
