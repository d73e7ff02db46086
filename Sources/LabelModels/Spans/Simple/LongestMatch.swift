internal import LabelingCore

/// Chooses the longest spans, then those with most votes; what overlaps them is left out.
///
/// - Complexity: O(*v* log *v* + *s*²) for *v* votes of an island with *s* distinct spans.
package struct LongestMatch: SpanModel {
  package static let name = "longest-match"

  package init() {}

  package func spans(of votes: SpanVotes, with _: NothingLearned) -> [[ProbableSpan]] {
    votes.spansByIsland { island in
      island.greedy { ($0.span.length, $0.votes) > ($1.span.length, $1.votes) }
    }
  }
}
