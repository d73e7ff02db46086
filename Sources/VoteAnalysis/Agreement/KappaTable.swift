internal import LabelingCore

/// The sums behind Cohen's kappa, for each pair of voters that meets.
struct KappaTable {
  /// Up to this many voters slots are found in a matrix; above, in a hash table.
  private static let largestMatrix = 1024

  private let classCount: Int
  private let voterCount: Int
  private var slots: [UInt64: Int] = [:]
  /// Slot + 1 of each pair, row-major; 0 for one that did not meet so far.
  private var slotMatrix: [UInt32]
  private var overlaps: [Int] = []
  private var agreements: [Double] = []
  /// Per slot *k* shares of the first voter, then *k* of the second.
  private var marginals: [Double] = []
  /// A voter's answers on the current row, as a range of its entries.
  private var answers: [(voter: Int, range: Range<Int>, total: Double)] = []

  init(voterCount: Int, classCount: Int) {
    self.classCount = classCount
    self.voterCount = voterCount
    let cells = voterCount <= Self.largestMatrix ? voterCount * voterCount : 0
    slotMatrix = [UInt32](repeating: 0, count: cells)
  }

  /// Adds a row.
  mutating func add(_ row: ArraySlice<VotePatterns.Entry>, weight: Int) {
    gather(row)
    for a in answers.indices {
      for b in (a + 1)..<max(a + 1, answers.count) {
        add(row, answers[a], answers[b], weight)
      }
    }
  }

  /// The kappas of all pairs, in order.
  func kappas() -> [CohenKappa] {
    slots.sorted { $0.key < $1.key }.map { key, slot in
      let overlap = Double(overlaps[slot])
      let start = slot * 2 * classCount
      var chance = 0.0
      for c in 0..<classCount {
        chance += marginals[start + c] * marginals[start + classCount + c]
      }
      chance /= overlap * overlap
      let agreement = agreements[slot] / overlap
      return CohenKappa(
        first: Int(key >> 32),
        second: Int(key & 0xFFFF_FFFF),
        overlapCount: overlaps[slot],
        agreement: agreement,
        chanceAgreement: chance,
        kappa: chance < 1 ? (agreement - chance) / (1 - chance) : nil
      )
    }
  }

  private mutating func gather(_ row: ArraySlice<VotePatterns.Entry>) {
    answers.removeAll(keepingCapacity: true)
    for (index, entry) in zip(row.indices, row) {
      let votes = Double(entry.count)
      if let last = answers.last, last.voter == Int(entry.voter) {
        answers[answers.count - 1].range = last.range.lowerBound..<(index + 1)
        answers[answers.count - 1].total += votes
      } else {
        answers.append((Int(entry.voter), index..<(index + 1), votes))
      }
    }
  }

  private mutating func add(
    _ row: ArraySlice<VotePatterns.Entry>,
    _ a: (voter: Int, range: Range<Int>, total: Double),
    _ b: (voter: Int, range: Range<Int>, total: Double),
    _ weight: Int
  ) {
    let slot = slot(a.voter, b.voter)
    let start = slot * 2 * classCount
    overlaps[slot] += weight
    for i in a.range {
      let own = Double(row[i].count) / a.total
      marginals[start + Int(row[i].ballot)] += Double(weight) * own
      for l in b.range where row[i].ballot == row[l].ballot {
        agreements[slot] += Double(weight) * own * Double(row[l].count) / b.total
      }
    }
    for l in b.range {
      let share = Double(row[l].count) / b.total
      marginals[start + classCount + Int(row[l].ballot)] += Double(weight) * share
    }
  }

  private mutating func slot(_ j: Int, _ k: Int) -> Int {
    let key = UInt64(j) << 32 | UInt64(k)
    let usesMatrix = !slotMatrix.isEmpty
    if usesMatrix {
      let slot = Int(slotMatrix[j * voterCount + k])
      if slot > 0 { return slot - 1 }
    } else if let slot = slots[key] {
      return slot
    }
    let slot = overlaps.count
    slots[key] = slot
    if usesMatrix { slotMatrix[j * voterCount + k] = UInt32(slot + 1) }
    overlaps.append(0)
    agreements.append(0)
    marginals.append(contentsOf: repeatElement(0, count: 2 * classCount))
    return slot
  }
}
