/// A vote as it stands in files: the names of who votes and of the class.
package struct NamedVote: Hashable, Sendable, Codable {
  /// The voter: a labeling function, or an annotator.
  package let function: String
  /// The class voted for.
  package let vote: String

  /// Names a vote.
  package init(function: String, vote: String) {
    self.function = function
    self.vote = vote
  }
}
