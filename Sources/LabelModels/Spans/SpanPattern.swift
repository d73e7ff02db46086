internal import LabelingCore

/// An island of votes up to the distances between their boundaries, of which only the order counts.
struct SpanPattern: Sendable {
  /// What gold spans say of a vote.
  struct Outcome: Hashable, Sendable {
    /// How the vote stands to the gold span that it meets.
    var relation: SpanRelation
    /// The type of that span.
    var type: Int
  }

  /// The votes; positions are ranks among the island's boundaries.
  var votes: [SpanVote]
  /// The annotators who were asked; empty where silence says nothing.
  var asked: [Int32]
  /// In a gold document what is said of each vote, `nil` of one that meets no gold span; `nil` in
  /// others.
  var outcomes: [Outcome?]?

  /// The pattern as numbers; equal patterns are equal numbers.
  ///
  /// The number of votes; start, end, voter and type of each; the number of asked annotators, and
  /// these; in a gold document relation and type of each vote's outcome, −1 for one that meets none.
  var key: [Int32] {
    var key = [Int32(votes.count)]
    for vote in votes {
      key += [vote.span.start, vote.span.end, vote.voter, vote.span.type]
    }
    key.append(Int32(asked.count))
    key += asked
    for outcome in outcomes ?? [] { key += Self.numbers(of: outcome) }
    return key
  }

  /// How an outcome stands in a key.
  static func numbers(of outcome: Outcome?) -> [Int32] {
    outcome.map { [Int32($0.relation.rawValue), Int32($0.type)] } ?? [-1, -1]
  }

  /// Reads a ``key``; `nil` for anything else.
  init?(key: ArraySlice<Int32>) {
    var rest = key
    func next() -> Int32? { rest.popFirst() }
    guard let count = next(), count > 0, rest.count > 4 * Int(count) else { return nil }
    votes = (0..<count).map { _ in
      let base = rest.startIndex
      defer { rest = rest.dropFirst(4) }
      return SpanVote(
        voter: Int(rest[base + 2]),
        span: LabeledSpan(
          Int(rest[base])..<max(Int(rest[base]), Int(rest[base + 1])),
          type: Int(rest[base + 3])
        )
      )
    }
    guard let askedCount = next(), askedCount >= 0, rest.count >= askedCount else { return nil }
    asked = Array(rest.prefix(Int(askedCount)))
    rest = rest.dropFirst(Int(askedCount))
    if rest.isEmpty {
      outcomes = nil
      return
    }
    guard rest.count == 2 * votes.count else { return nil }
    let said = Array(rest)
    outcomes = votes.indices.map { v in
      SpanRelation(rawValue: Int(said[2 * v])).map {
        Outcome(relation: $0, type: Int(said[2 * v + 1]))
      }
    }
  }
}

extension SpanPattern.Outcome {
  /// What gold spans say of a span; `nil` when it meets none.
  ///
  /// Of several that it meets the one with the closest relation, then the larger overlap, then
  /// the earlier.
  init?(of span: LabeledSpan, among gold: [LabeledSpan]) {
    var best: (rank: (Int, Int32), outcome: SpanPattern.Outcome)?
    for truth in gold where truth.overlaps(span) {
      let relation = SpanRelation(of: span, to: truth)
      let overlap = min(span.end, truth.end) - max(span.start, truth.start)
      let rank = (relation.rawValue, -overlap)
      if best.map({ rank < $0.rank }) ?? true {
        best = (rank, SpanPattern.Outcome(relation: relation, type: Int(truth.type)))
      }
    }
    guard let best else { return nil }
    self = best.outcome
  }
}
