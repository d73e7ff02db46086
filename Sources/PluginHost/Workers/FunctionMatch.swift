package import LabelingCore

/// A part of a document that made a keyword, pattern or lookup function match.
package struct FunctionMatch: Hashable, Sendable {
  /// The function, by its place among the task's functions.
  package var function: Int
  /// The part.
  package var span: TextSpan
  /// What it votes for; a lookup's parts may vote for several classes.
  package var ballot: BallotRecord

  /// Describes one part.
  package init(function: Int, span: TextSpan, ballot: BallotRecord) {
    self.function = function
    self.span = span
    self.ballot = ballot
  }
}
