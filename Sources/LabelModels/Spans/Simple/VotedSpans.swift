internal import LabelingCore

/// The distinct spans of an island with their votes, for the rules that count them.
struct VotedSpans {
  /// A span with its votes.
  struct Candidate {
    var span: LabeledSpan
    /// Voters who voted for exactly this span and type.
    var votes: Int
    /// Voters with a vote that overlaps the span.
    var voters: Int
  }

  /// In order of start, end and type.
  let candidates: [Candidate]

  init(of island: ArraySlice<SpanVote>) {
    var tally: [LabeledSpan: Int] = [:]
    for vote in island { tally[vote.span, default: 0] += 1 }
    candidates = tally.keys.sorted().map { span in
      Candidate(
        span: span,
        votes: tally[span] ?? 0,
        voters: Set(island.lazy.filter { $0.span.overlaps(span) }.map(\.voter)).count
      )
    }
  }

  /// Takes spans from the best on, each that no earlier one overlaps.
  ///
  /// - Parameter precedes: Whether the first is better than the second; of equal ones the earlier
  ///   goes first.
  /// - Returns: All spans with the vote share as probability, in order.
  func greedy(_ precedes: (Candidate, Candidate) -> Bool) -> [ProbableSpan] {
    let order = candidates.indices.sorted { a, b in
      if precedes(candidates[a], candidates[b]) { return true }
      return !precedes(candidates[b], candidates[a]) && a < b
    }
    var chosen: Set<Int> = []
    for index in order
    where !chosen.contains(where: { candidates[$0].span.overlaps(candidates[index].span) }) {
      chosen.insert(index)
    }
    return candidates.enumerated().map { index, candidate in
      let share = Double(candidate.votes) / Double(candidate.voters)
      return ProbableSpan(
        span: candidate.span,
        probability: share,
        raw: share,
        isChosen: chosen.contains(index)
      )
    }
  }
}

extension SpanVotes {
  /// What a rule makes of each document: of its islands one by one, and gold as it is.
  func spansByIsland(_ rule: (VotedSpans) -> [ProbableSpan]) -> [[ProbableSpan]] {
    (0..<documentCount).map { document in
      if let gold = goldSpans(of: document) { return gold }
      var spans: [ProbableSpan] = []
      forEachIsland(of: document) { spans += rule(VotedSpans(of: $0)) }
      return spans
    }
  }

  /// The spans of a gold document, which are certain; `nil` for others.
  func goldSpans(of document: Int) -> [ProbableSpan]? {
    gold[document]?.map { ProbableSpan(span: $0, probability: 1, raw: 1, isChosen: true) }
  }
}
