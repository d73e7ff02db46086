internal import LabelingCore

/// Chooses the spans with most votes, then the longest; what overlaps them is left out.
///
/// - Complexity: O(*v* log *v* + *s*²) for *v* votes of an island with *s* distinct spans.
package struct SpanMajority: SpanModel {
  package static let name = "span-majority"

  package init() {}

  package func spans(of votes: SpanVotes, with _: NothingLearned) -> [[ProbableSpan]] {
    votes.spansByIsland { island in
      island.greedy { ($0.votes, $0.span.length) > ($1.votes, $1.span.length) }
    }
  }
}
