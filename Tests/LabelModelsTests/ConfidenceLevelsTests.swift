import LabelModels
import LabelingCore
import TestSupport
import Testing

/// What declared confidence turns out to be worth, on drawn votes of five functions and a scorer.
struct ConfidenceLevelsTests {
  private static let scorer = 5

  /// The level that the scorer declares, of four, given one that is often higher where it is right.
  private func worth(
    seed: UInt64,
    _ declared: (_ level: Int, _ generator: inout SeededGenerator) -> Int
  ) throws -> LearningFacts.ConfidenceWorth {
    var generator = SeededGenerator(seed: seed)
    var rows: [[Patterns.Ballot]] = []
    for _ in 0..<1500 {
      let truth = Int.random(in: 0..<2, using: &generator)
      func said(_ accuracy: Double) -> Int { generator.unit() < accuracy ? truth : 1 - truth }
      var row: [Patterns.Ballot] = []
      for voter in 0..<Self.scorer where generator.unit() < 0.7 {
        row.append((voter, [said(0.8)], nil))
      }
      let level = Int.random(in: 0..<4, using: &generator)
      let vote = said(0.55 + 0.13 * Double(level))
      row.append((Self.scorer, [vote], declared(level, &generator)))
      rows.append(row)
    }
    let votes = Patterns.of(ballots: rows, voterCount: Self.scorer + 1, classCount: 2)
    let facts = try PooledLabelModel(mode: .functions, hasGate: false).fitted(to: votes).facts
    return try #require(facts.learning.confidence?.first { $0.voter == Self.scorer })
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `levels that tell right from wrong are worth more the surer they are`(seed: UInt64) throws {
    let worth = try worth(seed: seed) { level, _ in level }
    #expect(zip(worth.logOdds, worth.logOdds.dropFirst()).allSatisfy { $0 <= $1 })
    #expect((worth.logOdds.last ?? 0) - (worth.logOdds.first ?? 0) > 1)
    #expect(!worth.saysNothing)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `levels that are declared the other way round, or at random, are worth nothing`(
    seed: UInt64
  ) throws {
    let reversed = try worth(seed: seed) { level, _ in 3 - level }
    #expect(reversed.logOdds.allSatisfy { abs($0) < 0.02 }, "\(reversed.logOdds)")
    #expect(reversed.saysNothing)
    let random = try worth(seed: seed) { _, generator in Int.random(in: 0..<4, using: &generator) }
    #expect(random.saysNothing, "\(random.logOdds)")
  }
}
