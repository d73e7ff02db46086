import LabelModels
import LabelingCore
import TestSupport
import Testing

/// What must not change the pooled model's probabilities.
///
/// On drawn votes for classes and sets of classes, with and without confidence and gold labels. The
/// gate sees copies and empty documents, so it is left out.
struct PooledInvariantTests {
  /// A drawn table of votes.
  struct Table: CustomTestStringConvertible, Sendable {
    let mode: PooledLabelModel.Mode
    let seed: UInt64
    let hasGold: Bool

    var testDescription: String { "\(mode) \(seed)\(hasGold ? " with gold labels" : "")" }

    static let all = PooledLabelModel.Mode.allCases.flatMap { mode in
      (1...4 as ClosedRange<UInt64>).flatMap { seed in
        [false, true].map { Table(mode: mode, seed: seed, hasGold: $0) }
      }
    }
  }

  private static let classCount = 4
  private static let voterCount = 6

  private struct Drawn {
    var rows: [[Patterns.Ballot]]
    var gold: [Int?]
    var voterCount = PooledInvariantTests.voterCount

    func probabilities(_ mode: PooledLabelModel.Mode) throws -> [[Double]] {
      let votes = Patterns.of(
        ballots: rows,
        voterCount: voterCount,
        classCount: PooledInvariantTests.classCount,
        gold: gold
      )
      let model = PooledLabelModel(mode: mode, hasGate: false)
      let soft = try model.fitted(to: votes).posteriors(of: votes)
      return (0..<soft.rowCount).map { Array(soft[row: $0]) }
    }
  }

  /// Votes of two voters for single classes, two for sets, one for both, and one with levels.
  private func drawn(_ table: Table) -> Drawn {
    var generator = SeededGenerator(seed: table.seed)
    let k = Self.classCount
    var drawn = Drawn(rows: [], gold: [])
    for row in 0..<300 {
      let truth = generator.unit() < 0.5 ? 0 : Int.random(in: 1..<k, using: &generator)
      var ballots: [Patterns.Ballot] = []
      for voter in 0..<Self.voterCount where generator.unit() < 0.6 {
        let isRight = generator.unit() < 0.75
        let said = isRight ? truth : (truth + Int.random(in: 1..<k, using: &generator)) % k
        switch voter {
        case 0, 1: ballots.append((voter, [said], nil))
        case 2: ballots.append((voter, said < 2 ? [0, 1] : [2, 3], nil))
        case 3: ballots.append((voter, (0..<k).filter { $0 != (said + 1) % k }, nil))
        case 4: ballots.append((voter, generator.unit() < 0.5 ? [said] : [0, 1, said], nil))
        default:
          let level = (isRight ? 1 : 0) + Int.random(in: 0...1, using: &generator)
          ballots.append((voter, [said], level))
        }
      }
      drawn.rows.append(
        ballots.map { ($0.voter, Set($0.classes).sorted(), $0.level) }
      )
      drawn.gold.append(table.hasGold && row % 7 == 0 ? truth : nil)
    }
    return drawn
  }

  private func expectEqual(
    _ found: [[Double]],
    _ expected: [[Double]],
    within tolerance: Double = 1e-12,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    #expect(found.count == expected.count, sourceLocation: sourceLocation)
    let distance = zip(found.joined(), expected.joined()).reduce(0) { max($0, abs($1.0 - $1.1)) }
    #expect(distance <= tolerance, sourceLocation: sourceLocation)
  }

  @Test(arguments: Table.all, 0..<voterCount)
  func `a voter and four copies of it give what the voter gives`(table: Table, copied: Int) throws {
    let plain = drawn(table)
    var copies = plain
    copies.voterCount += 4
    copies.rows = plain.rows.map { row in
      let own = row.filter { $0.voter == copied }
      return row
        + (0..<4).flatMap { copy in
          own.map { (Self.voterCount + copy, $0.classes, $0.level) }
        }
    }
    expectEqual(try copies.probabilities(table.mode), try plain.probabilities(table.mode))
  }

  @Test(arguments: Table.all)
  func `the order of documents, voters and classes changes nothing`(table: Table) throws {
    let plain = drawn(table)
    let expected = try plain.probabilities(table.mode)
    var reversed = plain
    reversed.rows.reverse()
    reversed.gold.reverse()
    expectEqual(try reversed.probabilities(table.mode).reversed(), expected)
    var voters = plain
    voters.rows = plain.rows.map { row in
      row.map { (Self.voterCount - 1 - $0.voter, $0.classes, $0.level) }
    }
    expectEqual(try voters.probabilities(table.mode), expected)
    var classes = plain
    let turned = { (c: Int) in (c + 1) % Self.classCount }
    classes.rows = plain.rows.map { row in
      row.map { ($0.voter, $0.classes.map(turned).sorted(), $0.level) }
    }
    classes.gold = plain.gold.map { $0.map(turned) }
    let found = try classes.probabilities(table.mode)
    expectEqual(found.map { row in row.indices.map { row[turned($0)] } }, expected)
  }

  @Test(arguments: Table.all)
  func `documents without votes and silent voters change nothing at all`(table: Table) throws {
    let plain = drawn(table)
    var more = plain
    more.rows += [[], [], []]
    more.gold += [nil, nil, nil]
    more.voterCount += 2
    let found = try more.probabilities(table.mode)
    expectEqual(Array(found.dropLast(3)), try plain.probabilities(table.mode), within: 0)
  }
}
