import LabelingCore
import Runs
import Testing

/// Drawing and dealing out rows.
struct SamplingTests {
  @Test func `stated inclusion probabilities are how often rows are drawn`() {
    let weights: [Double] = [1, 2, 3, 4, 0, 100, 5, 5]
    let strata: [Int32] = [0, 0, 0, 0, 1, 1, 1, 2]
    let repeats = 20_000
    var drawn = [[Double]](repeating: [Double](repeating: 0, count: 8), count: 3)
    var stated = drawn
    for seed in 0..<repeats {
      var rng = SeededGenerator(seed: UInt64(seed))
      let samples = [
        DrawnRows(3, of: 8, using: &rng),
        DrawnRows(counts: [2, 1, 1], strata: strata, using: &rng),
        DrawnRows(3, weights: weights, using: &rng),
      ]
      for (design, sample) in samples.enumerated() {
        #expect(sample.rows.count == (design == 1 ? 4 : 3))
        for (row, probability) in zip(sample.rows, sample.probabilities) {
          drawn[design][row] += 1 / Double(repeats)
          stated[design][row] = probability
        }
      }
    }
    #expect(stated[2][5] == 1 && drawn[2][4] == 0)
    for design in 0..<3 {
      for row in 0..<8 {
        let p = stated[design][row]
        let error = (p * (1 - p) / Double(repeats)).squareRoot()
        #expect(abs(drawn[design][row] - p) <= 4.5 * error + 1e-9, "design \(design), row \(row)")
      }
    }
  }

  @Test func `the weighted design's probabilities add up to the count`() {
    for seed in 0..<200 {
      var rng = SeededGenerator(seed: UInt64(seed))
      let n = Int.random(in: 1...60, using: &rng)
      let weights = (0..<n).map { _ in
        Bool.random(using: &rng) ? 0 : Double.random(in: 0..<10, using: &rng)
      }
      let count = Int.random(in: 1...60, using: &rng)
      let sample = DrawnRows(count, weights: weights, using: &rng)
      #expect(sample.rows.count == min(count, weights.count { $0 > 0 }))
      #expect(sample.probabilities.allSatisfy { $0 > 0 && $0 <= 1 })
      #expect(sample.rows == sample.rows.sorted())
    }
  }

  @Test func `a reservoir holds each element equally often`() {
    let (capacity, length, repeats) = (4, 25, 20_000)
    var hits = [Int](repeating: 0, count: length)
    for seed in 0..<repeats {
      var rng = SeededGenerator(seed: UInt64(seed))
      var reservoir = Reservoir<Int>(capacity: capacity)
      for element in 0..<length { reservoir.offer(element, using: &rng) }
      #expect(reservoir.elements.count == capacity)
      #expect(reservoir.probability == Double(capacity) / Double(length))
      for element in reservoir.elements { hits[element] += 1 }
    }
    let p = Double(capacity) / Double(length)
    let error = (p * (1 - p) / Double(repeats)).squareRoot()
    for count in hits { #expect(abs(Double(count) / Double(repeats) - p) < 4.5 * error) }
  }

  @Test func `strata get their due, and at least one`() {
    #expect(StratumAllocation.proportional.counts(10, sizes: [80, 15, 5]) == [8, 1, 1])
    #expect(StratumAllocation.equal.counts(30, sizes: [100, 100, 4]) == [13, 13, 4])
    #expect(StratumAllocation.proportional.counts(99, sizes: [2, 3]) == [2, 3])
    #expect(StratumAllocation.proportional.counts(1, sizes: [2, 9, 3]) == [0, 1, 0])
    for seed in 0..<200 {
      var rng = SeededGenerator(seed: UInt64(seed))
      let sizes = (0..<Int.random(in: 1...9, using: &rng)).map { _ in
        Int.random(in: 1...50, using: &rng)
      }
      let count = Int.random(in: 1...300, using: &rng)
      for allocation in StratumAllocation.allCases {
        #expect(allocation.counts(count, sizes: sizes) == dealt(count, to: sizes, allocation))
      }
    }
    // As many strata as documents must not take their square.
    let sizes = (0..<100_000).map { 1 + $0 % 7 }
    for allocation in StratumAllocation.allCases {
      #expect(allocation.counts(250_000, sizes: sizes).reduce(0, +) == 250_000)
    }
  }

  /// The allocation by its definition: one row after the other to whom it is due first.
  private func dealt(_ count: Int, to sizes: [Int], _ allocation: StratumAllocation) -> [Int] {
    let count = min(count, sizes.reduce(0, +))
    var counts = sizes.map { count >= sizes.count ? min(1, $0) : 0 }
    while counts.reduce(0, +) < count {
      let open = sizes.indices.filter { counts[$0] < sizes[$0] }
      let due = open.map { h in
        (Double(counts[h]) + 0.5) / (allocation == .equal ? 1 : Double(sizes[h]))
      }
      guard let next = zip(due, open).min(by: { ($0.0, $0.1) < ($1.0, $1.1) }) else { break }
      counts[next.1] += 1
    }
    return counts
  }

  @Test func `near-duplicates stay in one split, and splits have their sizes`() {
    for seed in 0..<20 {
      var rng = SeededGenerator(seed: UInt64(seed))
      let clusters = (0..<1000).map { $0 < 200 ? $0 - $0 % 4 : $0 }
      let strata = (0..<1000).map { _ in Int32(Int.random(in: 0..<10, using: &rng) == 0 ? 1 : 0) }
      let splits = SplitAssignment.splits(
        clusters: clusters,
        strata: strata,
        stratumCount: 2,
        shares: [0.8, 0.1, 0.1],
        using: &rng
      )
      for row in 0..<1000 { #expect(splits[row] == splits[clusters[row]]) }
      for (split, share) in [0.8, 0.1, 0.1].enumerated() {
        for stratum in 0..<2 {
          let size = strata.count { $0 == stratum }
          let found = (0..<1000).count { splits[$0] == split && strata[$0] == stratum }
          #expect(abs(Double(found) - share * Double(size)) <= 3, "\(split) \(stratum)")
        }
      }
    }
  }

  @Test func `class weights have mean 1 and follow their formulas`() {
    let inverse = SampleWeighting.inverse.weights([90, 10, 0], beta: 0.9)
    #expect(abs(inverse[0] - 100.0 / 180) < 1e-12 && abs(inverse[1] - 5) < 1e-12)
    #expect(inverse[2] == 0)
    let effective = SampleWeighting.effective.weights([90, 10], beta: 0)
    #expect(effective == [1, 1])
    // (1 − 0.5¹) / 0.5 = 1 and (1 − 0.5²) / 0.5 = 1.5 effective documents.
    let half = SampleWeighting.effective.weights([1, 2], beta: 0.5)
    #expect(abs(half[0] / half[1] - 1.5) < 1e-12)
    #expect(abs((half[0] + 2 * half[1]) / 3 - 1) < 1e-12)
  }

  /// 2,000 rows with up to three of eight labels, from common ones to one of a dozen rows.
  private func labeledRows(_ seed: UInt64) -> (strata: [Int32], labels: [[Int]]) {
    var rng = SeededGenerator(seed: seed)
    var labels: [[Int]] = []
    var strata: [Int32] = []
    for _ in 0..<2000 {
      var own = (0..<8).filter { label in
        Double.random(in: 0..<1, using: &rng) < 0.4 / Double(1 << label) + 0.004
      }
      if own.isEmpty { own = [8] }
      if let known = labels.firstIndex(of: own) {
        strata.append(Int32(known))
      } else {
        strata.append(Int32(labels.count))
        labels.append(own)
      }
    }
    return (strata, labels)
  }

  @Test(arguments: [[0.8, 0.2], [0.7, 0.2, 0.1], [0.5, 0.5], [0.03, 0.97]])
  func `each label gets its share of every subset but for rounding`(shares: [Double]) {
    for seed in 0..<5 as Range<UInt64> {
      let (strata, labels) = labeledRows(seed)
      let stratification = IterativeStratification(
        strata: strata,
        labels: labels,
        labelCount: 9,
        clusters: Array(strata.indices)
      )
      var rng = SeededGenerator(seed: seed)
      let subsets = stratification.subsets(shares: shares, using: &rng)
      var again = SeededGenerator(seed: seed)
      #expect(subsets == stratification.subsets(shares: shares, using: &again))
      for label in 0..<9 {
        let own = strata.indices.filter { labels[Int(strata[$0])].contains(label) }
        for (subset, share) in shares.enumerated() {
          let count = own.count { subsets[$0] == subset }
          #expect(abs(Double(count) - share * Double(own.count)) < 1.5, "label \(label)")
        }
      }
    }
  }

  @Test func `rows of a cluster stay together where rows have several labels`() {
    let (strata, labels) = labeledRows(9)
    let clusters = strata.indices.map { $0 / 4 * 4 }
    var rng = SeededGenerator(seed: 1)
    let subsets = IterativeStratification(
      strata: strata,
      labels: labels,
      labelCount: 9,
      clusters: clusters
    ).subsets(shares: [0.75, 0.25], using: &rng)
    #expect(strata.indices.allSatisfy { subsets[$0] == subsets[clusters[$0]] })
    #expect(abs(subsets.count { $0 == 1 } - 500) < 60)
  }
}
