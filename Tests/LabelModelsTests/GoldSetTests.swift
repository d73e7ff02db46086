import Foundation
import LabelModels
import LabelingCore
import TestSupport
import Testing

/// Gold labels that are sets of classes: the truth is one of these.
struct GoldSetTests {
  /// 240 rows of three classes by voters of different skill; some rows have no vote.
  private static let rows: [[Int]] = {
    var generator = SeededGenerator(seed: 7)
    return (0..<240).map { row in
      let truth = Int.random(in: 0..<3, using: &generator)
      return (0..<5).map { voter in
        if row % 40 == 39 || Double.random(in: 0..<1, using: &generator) < 0.4 { return -1 }
        let isRight = Double.random(in: 0..<1, using: &generator) < 0.5 + 0.1 * Double(voter)
        return isRight ? truth : Int.random(in: 0..<3, using: &generator)
      }
    }
  }()

  private static func votes(_ gold: (_ row: Int) -> [Int]?) -> VotePatterns {
    var column = GoldColumn(classCount: 3)
    for row in rows.indices { column.append(gold(row)) }
    return Patterns.of(matrix: rows, classCount: 3).attaching(gold: column).patterns
  }

  private func bytes(_ name: String, _ votes: VotePatterns) throws -> [UInt8] {
    let model = try LabelModelRegistry.model(named: name)
    return try LabelModelFile(model.fit(to: VotePatterns.merging([votes]))).bytes()
  }

  @Test(arguments: LabelModelRegistry.names)
  func `a set of one class is that gold class, and one of all classes no gold`(name: String) throws
  {
    let sets = Self.votes { $0 % 9 == 0 ? [$0 % 3] : $0 % 9 == 1 ? [0, 1, 2] : nil }
    let classes = Patterns.of(
      matrix: Self.rows,
      classCount: 3,
      gold: Self.rows.indices.map { $0 % 9 == 0 ? $0 % 3 : -1 }
    )
    #expect(!sets.hasRestrictions)
    #expect(try bytes(name, sets) == bytes(name, classes))
  }

  @Test(arguments: LabelModelRegistry.names)
  func `no class outside of a set has any probability, also without votes`(name: String) throws {
    let votes = Self.votes { $0 % 3 == 0 ? [0, 2] : $0 % 40 == 39 ? [1, 2] : nil }
    let model = try LabelModelRegistry.model(named: name)
    let soft = try model.fit(to: votes).posteriors(of: votes)
    for x in 0..<votes.patternCount {
      let row = Array(soft[row: x])
      #expect(abs(row.reduce(0, +) - 1) < 1e-9)
      guard let set = votes.goldClasses(of: x) else { continue }
      for y in 0..<3 where !set.contains(y) { #expect(row[y] == 0) }
    }
  }

  @Test func `a set takes part in the fit, has no more weight than votes and is no sample`() throws
  {
    let none = Self.votes { _ in nil }
    // The truth of these rows is known to be no other than 1 or 2, against the votes.
    let some = Self.votes { Self.rows[$0].contains(0) ? [1, 2] : nil }
    let (plain, fitted) = (
      try PooledLabelModel().fitted(to: none), try PooledLabelModel().fitted(to: some)
    )
    #expect(fitted.facts.goldDocuments == 0 && fitted.facts.learning.gold == nil)
    #expect(fitted.facts.goldSetDocuments == some.restrictedRowCount)
    #expect(plain.facts.goldSetDocuments == nil)
    let before = plain.facts.learning.balance
    #expect(fitted.facts.learning.balance[0] < before[0])
  }

  @Test func `a declared balance moves probabilities within a set`() throws {
    let votes = Self.votes { $0 % 3 == 0 ? [0, 2] : nil }
    let model = PooledLabelModel(mode: .functions, balance: [0.7, 0.2, 0.1])
    let soft = try model.fitted(to: votes).posteriors(of: votes)
    for x in 0..<votes.patternCount where votes.goldClasses(of: x) == [0, 2] {
      #expect(soft[row: x][x * 3 + 1] == 0 && abs(soft[row: x].reduce(0, +) - 1) < 1e-9)
    }
  }

  @Test func `shards and any order of rows give the fit of all rows to the last bit`() throws {
    func gold(_ row: Int) -> [Int]? { row % 4 == 0 ? [0, 1] : row % 7 == 0 ? [1, 2] : nil }
    func shard(_ rows: [Int]) -> VotePatterns {
      var column = GoldColumn(classCount: 3)
      for row in rows { column.append(gold(row)) }
      return Patterns.of(matrix: rows.map { Self.rows[$0] }, classCount: 3)
        .attaching(gold: column).patterns
    }
    let whole = try bytes("pooled", shard(Array(Self.rows.indices)))
    #expect(try bytes("pooled", shard(Self.rows.indices.reversed())) == whole)
    let parts = [0..<50, 50..<51, 51..<240].map { VoteStatistics(of: shard(Array($0))) }
    let read = try parts.map { try VoteStatistics(bytes: $0.bytes()[...]) }
    #expect(read.map(\.votes) == parts.map(\.votes))
    let merged = try VoteStatistics(merging: read)
    #expect(merged.votes == VotePatterns.merging([shard(Array(Self.rows.indices))]))
    #expect(try bytes("pooled", merged.votes) == whole)
    #expect(String(decoding: parts[0].bytes(), as: UTF8.self).contains("\"version\" : 3"))
  }

  @Test func `a warm start and folds keep sets`() throws {
    let votes = Self.votes { $0 % 5 == 0 ? [$0 % 3] : $0 % 5 == 1 ? [0, 2] : nil }
    let first = try PooledLabelModel().fitted(to: votes)
    let second = try PooledLabelModel().fitted(to: votes, from: first)
    let soft = try second.posteriors(of: votes)
    for x in 0..<votes.patternCount where votes.goldClasses(of: x) == [0, 2] {
      #expect(soft[row: x][x * 3 + 1] == 0)
    }
    #expect(try GoldCheck(of: PooledLabelModel(), on: votes).goldDocuments == 48)
  }

  @Test func `an explanation says which set gold names`() throws {
    let votes = Self.votes { $0 == 0 ? [0, 2] : nil }
    let x = try #require((0..<votes.patternCount).first { votes.goldClasses(of: $0) != nil })
    let fitted = try PooledLabelModel().fitted(to: votes)
    let explanation = try #require(try fitted.explanation(of: x, in: votes))
    #expect(explanation.goldSet == [0, 2] && explanation.posterior[1] == 0)
    let soft = try fitted.posteriors(of: votes)
    #expect(explanation.posterior == Array(soft[row: x]))
  }

  @Test func `a label is right where it is one of the set, and log loss is of all of it`() {
    var rows = ScoredRows(
      labelSpace: .numbered(3),
      labels: [Vote(classIndex: 0), Vote(classIndex: 1), .abstain, Vote(classIndex: 2)],
      gold: [.abstain, .abstain, .abstain, Vote(classIndex: 2)],
      probabilities: SoftLabels(
        classCount: 3,
        values: [0.5, 0.25, 0.25, 0, 1, 0, 0.25, 0.25, 0.5, 0, 0, 1]
      )
    )
    rows.goldSets = [0: [0, 1], 1: [0, 2], 2: [1, 2]]
    let report = ScoreReport(of: rows)
    #expect(report.rowCount == 4 && report.labeledCount == 3 && report.unjudgedCount == 0)
    #expect(report.accuracy == 2.0 / 3)
    let losses = [-0.75.logarithm, -1e-6.logarithm, -0.75.logarithm, 0]
    #expect(abs((report.logLoss ?? 0) - losses.reduce(0, +) / 4) < 1e-9)
    #expect(report.brier == 0 && report.confusion.rowCount == 1)
    #expect(report.classes[2].support == 1 && report.classes[0].support == 0)
    let ofSets = ScoreReport(of: rows.selecting([0, 1, 2]))
    #expect(ofSets.brier == nil && ofSets.classes.allSatisfy { $0.brier == nil })
  }
}

extension Double {
  fileprivate var logarithm: Double { log(self) }
}
