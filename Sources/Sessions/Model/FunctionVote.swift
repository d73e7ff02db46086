package import LabelingCore

/// A labeling function's vote on a document.
package struct FunctionVote: Hashable, Sendable {
  /// Name of the function.
  package var function: String
  /// Its vote.
  package var vote: Vote
}
