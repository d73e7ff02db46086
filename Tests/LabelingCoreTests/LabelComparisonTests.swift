import LabelingCore
import Testing

/// Accuracy, coverage and what two labelings have in common.
struct LabelComparisonTests {
  private func votes(_ indices: [Int]) -> [Vote] { indices.map { Vote(rawValue: Int16($0)) } }

  private func random(
    _ count: Int,
    _ rng: inout SeededGenerator
  ) -> (first: [Vote], second: [Vote], gold: [Vote]) {
    func draw() -> [Vote] { votes((0..<count).map { _ in Int.random(in: -1...2, using: &rng) }) }
    return (draw(), draw(), draw())
  }

  @Test func `a document without a label lowers the coverage, not the accuracy`() {
    let comparison = LabelComparison(
      first: votes([0, 1, -1, -1, 0]),
      second: votes([0, 1, 1, 0, -1]),
      gold: votes([0, 0, 1, 1, -1])
    )
    #expect(comparison.first.goldCount == 4)
    #expect(comparison.first.accuracy == 0.5 && comparison.first.coverage == 0.5)
    #expect(comparison.second.accuracy == 0.5 && comparison.second.coverage == 1)
    #expect(comparison.common?.count == 2)
    #expect(comparison.firstAlone.labeledCount == 0 && comparison.firstAlone.accuracy == nil)
    #expect(comparison.secondAlone.accuracy == 0.5)
  }

  @Test func `without gold nothing is said`() {
    let comparison = LabelComparison(first: votes([0]), second: votes([1]), gold: votes([-1]))
    #expect(comparison.first.accuracy == nil && comparison.first.coverage == nil)
    #expect(comparison.common == nil && comparison.difference == nil && !comparison.isClear)
  }

  @Test(arguments: 1...20)
  func `common ground is the documents with gold that both label, counted by hand`(seed: UInt64) {
    var rng = SeededGenerator(seed: seed)
    let (first, second, gold) = random(Int.random(in: 0...60, using: &rng), &rng)
    let comparison = LabelComparison(first: first, second: second, gold: gold)
    let judged = gold.indices.filter { !gold[$0].isAbstain }
    let both = judged.filter { !first[$0].isAbstain && !second[$0].isAbstain }
    #expect(comparison.common?.count ?? 0 == both.count)
    let right = both.count { first[$0] == gold[$0] }
    #expect(comparison.common.map { $0.bothRight + $0.onlyFirstRight } ?? 0 == right)
    let alone = judged.filter { !first[$0].isAbstain && second[$0].isAbstain }
    #expect(comparison.firstAlone.labeledCount == alone.count)
    #expect(comparison.firstAlone.correctCount == alone.count { first[$0] == gold[$0] })
    #expect(comparison.first.goldCount == judged.count)
    #expect(comparison.first.labeledCount == both.count + alone.count)
  }

  @Test(arguments: 1...20)
  func `swapping the labelings mirrors the comparison, renaming classes changes nothing`(
    seed: UInt64
  ) {
    var rng = SeededGenerator(seed: seed)
    let (first, second, gold) = random(40, &rng)
    let plain = LabelComparison(first: first, second: second, gold: gold)
    let swapped = LabelComparison(first: second, second: first, gold: gold)
    #expect(plain.first == swapped.second && plain.second == swapped.first)
    for (a, b) in [
      (plain.difference, swapped.difference), (plain.interval?.lower, swapped.interval?.upper),
    ] {
      #expect(abs((a ?? 0) + (b ?? 0)) < 1e-12)
    }
    let images: [Int16] = [2, 0, 1]
    func renamed(_ labels: [Vote]) -> [Vote] {
      labels.map { $0.isAbstain ? $0 : Vote(rawValue: images[$0.classIndex]) }
    }
    let other = LabelComparison(first: renamed(first), second: renamed(second), gold: renamed(gold))
    #expect(other == plain)
  }

  @Test func `the interval holds the difference as often as it says`() {
    var rng = SeededGenerator(seed: 3)
    var held = 0
    for _ in 0..<400 {
      // The first labels 2 of 3 and is right on .8, the second all and on .7, independently.
      var (first, second): ([Vote], [Vote]) = ([], [])
      for _ in 0..<300 {
        let isLabeled = Int.random(in: 0..<3, using: &rng) > 0
        let isRight = Double.random(in: 0..<1, using: &rng) < 0.8
        first.append(isLabeled ? Vote(classIndex: isRight ? 0 : 1) : .abstain)
        second.append(Vote(classIndex: Double.random(in: 0..<1, using: &rng) < 0.7 ? 0 : 1))
      }
      let gold = votes([Int](repeating: 0, count: 300))
      let comparison = LabelComparison(first: first, second: second, gold: gold)
      if let interval = comparison.interval, interval.lower <= -0.1, interval.upper >= -0.1 {
        held += 1
      }
    }
    #expect((368...396).contains(held), "95 % of 400 are 380; \(held)")
  }

  @Test func `no label has no confidence, and a label has its own probability`() {
    #expect(LabelConfidence.value(of: .abstain, in: [0.9, 0.1]) == nil)
    #expect(LabelConfidence.value(of: Vote(classIndex: 1), in: [0.9, 0.1][...]) == 0.1)
  }
}
