internal import LabelingCore

/// The answers of a long table, gathered by item once all are known.
struct AnswerList {
  private var items: [UInt32] = []
  private var workers: [UInt32] = []
  private var classes: [Int16] = []

  /// Adds an answer.
  mutating func append(item: Int, worker: Int, classIndex: Int16) {
    items.append(UInt32(item))
    workers.append(UInt32(worker))
    classes.append(classIndex)
  }

  /// Whether any answer is for a class.
  func contains(classIndex: Int16) -> Bool { classes.contains(classIndex) }

  /// Drops the answers for a class.
  mutating func removeAll(classIndex: Int16) {
    let kept = classes.indices.filter { classes[$0] != classIndex }
    items = kept.map { items[$0] }
    workers = kept.map { workers[$0] }
    classes = kept.map { classes[$0] }
  }

  /// Calls `body` with each item's different answers, in order of the items.
  ///
  /// - Parameters:
  ///   - itemCount: Number of items, those without answers included.
  ///   - body: Takes the item and one entry per different (worker, class).
  /// - Returns: Number of answers that repeated another one of their item.
  /// - Complexity: O(*a* log *v*) for *a* answers, *v* of them per item.
  func forEachItem(
    count itemCount: Int,
    _ body: (_ item: Int, _ entries: [VotePatterns.Entry]) -> Void
  ) -> Int {
    var ends = [Int](repeating: 0, count: itemCount + 1)
    for item in items { ends[Int(item) + 1] += 1 }
    for item in 0..<itemCount { ends[item + 1] += ends[item] }
    var next = ends
    var order = [UInt32](repeating: 0, count: items.count)
    for (answer, item) in items.enumerated() {
      order[next[Int(item)]] = UInt32(answer)
      next[Int(item)] += 1
    }
    var duplicates = 0
    var entries: [VotePatterns.Entry] = []
    for item in 0..<itemCount {
      let answers = order[ends[item]..<ends[item + 1]].sorted { key($0) < key($1) }
      entries.removeAll(keepingCapacity: true)
      var last: UInt64?
      for answer in answers {
        if key(answer) == last {
          duplicates += 1
          continue
        }
        last = key(answer)
        entries.append(
          VotePatterns.Entry(
            voter: Int(workers[Int(answer)]),
            ballot: Int(classes[Int(answer)])
          )
        )
      }
      body(item, entries)
    }
    return duplicates
  }

  /// Appends each item's answers to patterns; where documents have several classes, a voter's
  /// answers become one.
  ///
  /// - Returns: Number of answers that repeated another one of their item.
  func append(
    of ids: [String],
    to builder: inout VotePatterns.Builder,
    _ voters: [String],
    _ resolver: inout ClassResolver,
    _ gold: inout GoldJoin?,
    _ path: String
  ) throws -> Int {
    var failure: (any Error)?
    let duplicates = forEachItem(count: ids.count) { item, entries in
      do {
        let own =
          resolver.kind == .several
          ? try resolver.united(entries, of: ids[item], voters, path) : entries
        builder.append(entries: own, gold: gold?.label(of: ids[item]) ?? .abstain)
      } catch {
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
    return duplicates
  }

  private func key(_ answer: UInt32) -> UInt64 {
    UInt64(workers[Int(answer)]) << 16 | UInt64(classes[Int(answer)])
  }
}
