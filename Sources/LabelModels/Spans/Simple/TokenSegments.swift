internal import LabelingCore

/// A document cut where votes begin and end: within a segment every token has the same votes.
struct TokenSegments {
  /// A run of tokens.
  struct Segment {
    var range: Range<Int>
    /// What each voter says, sorted by voter; a voter with several votes says the type of the
    /// longest.
    var said: [(voter: Int, type: Int)]
  }

  /// The segments with votes, in order.
  let segments: [Segment]

  /// - Complexity: O(segments · votes) of each island.
  init(of document: Int, in votes: SpanVotes) {
    var segments: [Segment] = []
    var key = PatternKey()
    votes.forEachIsland(of: document) { island in
      key.set(island, asked: [], gold: nil)
      let boundaries = key.boundaries
      for (start, end) in zip(boundaries, boundaries.dropFirst()) {
        var said: [Int: LabeledSpan] = [:]
        for vote in island where vote.span.start <= start && end <= vote.span.end {
          let known = said[Int(vote.voter)]
          if known.map({ $0.length < vote.span.length }) ?? true {
            said[Int(vote.voter)] = vote.span
          }
        }
        guard !said.isEmpty else { continue }
        segments.append(
          Segment(
            range: Int(start)..<Int(end),
            said: said.map { (voter: $0.key, type: Int($0.value.type)) }
              .sorted { $0.voter < $1.voter }
          )
        )
      }
    }
    self.segments = segments
  }

  /// The spans that segments of one type make, one behind the other.
  ///
  /// - Parameter label: Type and probability of a segment; a type of `nil` is outside.
  /// - Returns: The spans in order; each with the least probability of its segments.
  func spans(_ label: (Segment) -> (type: Int?, probability: Double)) -> [ProbableSpan] {
    var spans: [ProbableSpan] = []
    for segment in segments {
      let (type, probability) = label(segment)
      guard let type else { continue }
      if let last = spans.last, Int(last.span.end) == segment.range.lowerBound,
        Int(last.span.type) == type
      {
        let whole = Int(last.span.start)..<segment.range.upperBound
        let least = min(last.probability, probability)
        spans[spans.count - 1] = ProbableSpan(
          span: LabeledSpan(whole, type: type),
          probability: least,
          raw: least,
          isChosen: true
        )
      } else {
        spans.append(
          ProbableSpan(
            span: LabeledSpan(segment.range, type: type),
            probability: probability,
            raw: probability,
            isChosen: true
          )
        )
      }
    }
    return spans
  }
}
