package import LabelingCore

/// A voter's vote: a span and its type.
package struct SpanVote: Hashable, Sendable, Comparable {
  /// Index of the voter.
  package var voter: Int32
  /// The span.
  package var span: LabeledSpan

  /// Creates a vote.
  package init(voter: Int, span: LabeledSpan) {
    self.voter = Int32(voter)
    self.span = span
  }

  /// In order of start, end, voter and type.
  package static func < (left: SpanVote, right: SpanVote) -> Bool {
    (left.span.start, left.span.end, left.voter, left.span.type)
      < (right.span.start, right.span.end, right.voter, right.span.type)
  }
}

/// How one span stands to another that it overlaps.
enum SpanRelation: Int, CaseIterable {
  /// The same boundaries.
  case equal
  /// It lies inside the other.
  case inside
  /// It contains the other.
  case around
  /// Each has a part of its own.
  case crossing

  /// How a span stands to another; the two overlap.
  init(of span: LabeledSpan, to other: LabeledSpan) {
    self =
      if span.hasBoundaries(of: other) {
        .equal
      } else if other.start <= span.start, span.end <= other.end {
        .inside
      } else if span.start <= other.start, other.end <= span.end {
        .around
      } else {
        .crossing
      }
  }
}
