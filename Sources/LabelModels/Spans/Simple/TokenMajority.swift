/// Gives each token the type that most voters say, silence left out; equal neighbors are one span.
///
/// Of types with equally many votes the first wins.
/// - Complexity: O(segments · votes) of each island.
package struct TokenMajority: SpanModel {
  package static let name = "token-majority"

  package init() {}

  package func spans(of votes: SpanVotes, with _: NothingLearned) -> [[ProbableSpan]] {
    (0..<votes.documentCount).map { document in
      votes.goldSpans(of: document)
        ?? TokenSegments(of: document, in: votes).spans { segment in
          var counts: [Int: Int] = [:]
          for (_, type) in segment.said { counts[type, default: 0] += 1 }
          let best = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
          return (best?.key, Double(best?.value ?? 0) / Double(segment.said.count))
        }
    }
  }
}
