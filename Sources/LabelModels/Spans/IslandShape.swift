internal import LabelingCore

/// The hypotheses about an island: chains of disjoint spans such that every vote overlaps one.
///
/// As spans are intervals, a vote that overlaps a span and any earlier one of the chain overlaps
/// the one just before it, so it is enough to know, for each two neighbors of a chain, which votes
/// belong to the second: those that overlap it and not the first.
struct IslandShape: Sendable {
  /// More candidate spans are not weighed.
  static let largestSpanCount = 40

  /// Two neighbors in a chain.
  struct Edge: Sendable {
    /// Index of the span before; −1 at the start.
    var from: Int
    /// Index of the span.
    var to: Int
    /// Indices of the votes that belong to the span.
    var votes: [Int]
    /// Indices of votes between the two, which no span of the chain overlaps; empty unless
    /// candidates were left out.
    var skipped: [Int]
  }

  /// The votes.
  let votes: [SpanVote]
  /// Which of them another voter confirms.
  let confirmed: [Bool]
  /// The candidate spans, in order of start and end; their type is 0.
  let spans: [LabeledSpan]
  /// The types that are voted for, ascending.
  let types: [Int]
  /// In order of the span they lead to.
  let edges: [Edge]
  /// The votes behind each span, which a chain that ends there leaves out; `nil` where it may not
  /// end.
  let ends: [[Int]?]
  /// The asked annotators without a vote that overlaps each span.
  let silent: [[Int]]
  /// The asked annotators without any vote in the island.
  let silentEverywhere: [Int]

  /// Finds the hypotheses of a pattern.
  ///
  /// - Complexity: O(*n*² · votes) for *n* candidate spans.
  init(_ pattern: SpanPattern, copies: Set<SpanEvidence.Pair>) {
    let votes = pattern.votes
    self.votes = votes
    confirmed = SpanEvidence.confirmed(pattern, copies: copies)
    types = Set(votes.map { Int($0.span.type) }).sorted()
    var tally: [LabeledSpan: Int] = [:]
    for vote in votes { tally[LabeledSpan(vote.span.range, type: 0), default: 0] += 1 }
    var spans = tally.keys.sorted()
    let isCapped = spans.count > Self.largestSpanCount
    if isCapped {
      spans.sort {
        let (a, b) = (tally[$0] ?? 0, tally[$1] ?? 0)
        return (-a, -$0.length, $0) < (-b, -$1.length, $1)
      }
      spans = spans.prefix(Self.largestSpanCount).sorted()
    }
    self.spans = spans
    let meets = spans.map { span in votes.map { $0.span.overlaps(span) } }
    var edges: [Edge] = []
    for (to, span) in spans.enumerated() {
      for from in -1..<to where from < 0 || spans[from].end <= span.start {
        let gapStart = from < 0 ? 0 : spans[from].end
        let skipped = votes.indices.filter {
          votes[$0].span.start >= gapStart && votes[$0].span.end <= span.start
        }
        guard isCapped || skipped.isEmpty else { continue }
        let own = votes.indices.filter { meets[to][$0] && (from < 0 || !meets[from][$0]) }
        edges.append(Edge(from: from, to: to, votes: own, skipped: skipped))
      }
    }
    self.edges = edges
    ends = spans.map { span in
      let skipped = votes.indices.filter { votes[$0].span.start >= span.end }
      return isCapped || skipped.isEmpty ? skipped : nil
    }
    silent = meets.map { meets in
      let voters = Set(votes.indices.filter { meets[$0] }.map { votes[$0].voter })
      return pattern.asked.filter { !voters.contains($0) }.map(Int.init)
    }
    let voters = Set(votes.map(\.voter))
    silentEverywhere = pattern.asked.filter { !voters.contains($0) }.map(Int.init)
  }
}
