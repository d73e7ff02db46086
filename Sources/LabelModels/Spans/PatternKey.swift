internal import LabelingCore

/// The key of an island's pattern, see ``SpanPattern/key``, and its boundaries.
///
/// Its room is kept from island to island, as there may be tens of millions.
struct PatternKey {
  /// The key.
  private(set) var numbers: [Int32] = []
  /// The distinct boundaries of the island, ascending.
  private(set) var boundaries: [Int32] = []
  /// Whether a vote meets a gold span.
  private(set) var meetsGold = false

  /// Makes the key of an island.
  ///
  /// - Parameters:
  ///   - island: Its votes, sorted.
  ///   - asked: The annotators who were asked; empty where silence says nothing.
  ///   - gold: All gold spans of the document; `nil` where they are not known.
  /// - Complexity: O(votes · log votes), and votes · gold spans.
  mutating func set(_ island: ArraySlice<SpanVote>, asked: [Int32], gold: [LabeledSpan]?) {
    setBoundaries(of: island)
    numbers.removeAll(keepingCapacity: true)
    numbers.append(Int32(island.count))
    for vote in island {
      numbers.append(rank(vote.span.start))
      numbers.append(rank(vote.span.end))
      numbers.append(vote.voter)
      numbers.append(vote.span.type)
    }
    numbers.append(Int32(asked.count))
    numbers.append(contentsOf: asked)
    meetsGold = false
    guard let gold else { return }
    for vote in island {
      let outcome = SpanPattern.Outcome(of: vote.span, among: gold)
      if outcome != nil { meetsGold = true }
      numbers.append(contentsOf: SpanPattern.numbers(of: outcome))
    }
  }

  private mutating func setBoundaries(of island: ArraySlice<SpanVote>) {
    boundaries.removeAll(keepingCapacity: true)
    for vote in island {
      boundaries.append(vote.span.start)
      boundaries.append(vote.span.end)
    }
    guard island.count > 1 else { return }
    boundaries.sort()
    var count = 1
    for index in 1..<boundaries.count where boundaries[index] != boundaries[count - 1] {
      boundaries[count] = boundaries[index]
      count += 1
    }
    boundaries.removeLast(boundaries.count - count)
  }

  private func rank(_ position: Int32) -> Int32 {
    var (low, high) = (0, boundaries.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if boundaries[middle] < position { low = middle + 1 } else { high = middle }
    }
    return Int32(low)
  }
}
