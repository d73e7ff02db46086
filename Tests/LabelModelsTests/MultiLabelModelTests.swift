import Foundation
import LabelModels
import LabelingCore
import TestSupport
import Testing

/// The numbers are those of two independent implementations of the model.
struct MultiLabelModelTests {
  private typealias Row = [(voter: Int, statement: Int)]

  private func expectEqual(
    _ found: [Double],
    _ expected: [Double],
    _ what: String,
    within tolerance: Double = 1e-9,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    #expect(found.count == expected.count, "\(what)", sourceLocation: sourceLocation)
    let distance = zip(found, expected).reduce(0) { max($0, abs($1.0 - $1.1)) }
    #expect(distance <= tolerance, "\(what): \(distance)", sourceLocation: sourceLocation)
  }

  /// Values of patterns as those of rows.
  private func rows(_ soft: SoftLabels, of votes: VotePatterns) -> [Double] {
    votes.patternOfRow.flatMap { soft[row: Int($0)] }
  }

  @Test(arguments: MultiLabelOracle.ids)
  func `agrees with the reference cases, step by step`(id: String) throws {
    let oracle = try MultiLabelOracle.named(id)
    let expected = oracle.expected
    let votes = oracle.patterns()
    let fitted = try MultiLabelModel().fitted(to: votes)
    let parameters = try #require(fitted.parameters)
    #expect(fitted.facts.iterations == expected.passes)
    #expect(fitted.facts.documents == oracle.documents_count)
    let sizes = expected.phi.indices.map { s in expected.stratum.count { $0 == s } }
    #expect(parameters.strata.documents == sizes)
    expectEqual(parameters.strata.factors, expected.phi, "φ")
    expectEqual(
      [parameters.absent.rate, parameters.present.rate],
      expected.rate_absent_present,
      "rates"
    )
    expectEqual(
      [parameters.absent.precision, parameters.present.precision],
      expected.precision_absent_present,
      "precision"
    )
    let raw = try #require(try fitted.rawPosteriors(of: votes))
    expectEqual(rows(raw, of: votes), expected.raw.flatMap(\.self), "Q")
    let soft = try fitted.probabilities(of: votes)
    expectEqual(rows(soft, of: votes), expected.probabilities.flatMap(\.self), "P")
  }

  @Test func `both reference cases are there, one with copies`() throws {
    #expect(MultiLabelOracle.ids == ["B6", "B7"])
    let fitted = try MultiLabelModel().fitted(to: MultiLabelOracle.named("B7").patterns())
    #expect(fitted.facts.copies.map(\.classIndex) == [0, 0])
    #expect(fitted.facts.copies.map(\.voter) == [0, 10])
    #expect(fitted.facts.copies.map(\.weight) == [0.5, 0.5])
  }

  /// Documents of four classes and functions that find or deny some of them.
  private func drawn(_ count: Int, seed: UInt64) -> (rows: [Row], gold: [[Int]]) {
    var generator = SeededGenerator(seed: seed)
    var rows: [Row] = []
    var gold: [[Int]] = []
    for _ in 0..<count {
      let truth = (0..<4).filter { c in
        Double.random(in: 0..<1, using: &generator) < [0.5, 0.3, 0.2, 0.05][c]
      }
      var row: Row = []
      for voter in 0..<9 {
        for c in [voter % 4, (voter + 1) % 4] {
          let isThere = truth.contains(c)
          let draw = Double.random(in: 0..<1, using: &generator)
          if draw < (isThere ? 0.6 : 0.05) {
            row.append((voter, c))
          } else if voter > 5, draw < (isThere ? 0.63 : 0.4) {
            row.append((voter, 4 + c))
          }
        }
      }
      rows.append(row)
      gold.append(truth)
    }
    return (rows, gold)
  }

  private func probabilities(
    _ rows: [Row],
    voters: Int = 9,
    gold: [[Int]?]? = nil,
    _ model: MultiLabelModel = MultiLabelModel()
  ) throws -> [Double] {
    let votes = Patterns.of(statements: rows, voterCount: voters, classCount: 4, gold: gold)
    return self.rows(try model.fitted(to: votes).probabilities(of: votes), of: votes)
  }

  @Test(arguments: PooledLabelModel.Mode.allCases, [1, 2] as [UInt64])
  func `the order of rows, voters and classes makes no difference, nor does a silent voter`(
    mode: PooledLabelModel.Mode,
    seed: UInt64
  ) throws {
    let (rows, truth) = drawn(300, seed: seed)
    let model = MultiLabelModel(mode: mode)
    let gold = truth.enumerated().map { $0.offset % 7 == 0 ? $0.element : nil }
    let plain = try probabilities(rows, gold: gold, model)
    func groups(_ values: [Double]) -> [[Double]] {
      stride(from: 0, to: values.count, by: 4).map { Array(values[$0..<($0 + 4)]) }
    }
    // Rows: to the last bit.
    let reversed = try probabilities(rows.reversed(), gold: gold.reversed(), model)
    #expect(groups(reversed).reversed().flatMap(\.self) == plain)
    let turnedVoters = rows.map { $0.map { ($0.voter == 0 ? 8 : $0.voter - 1, $0.statement) } }
    expectEqual(
      try probabilities(turnedVoters, gold: gold, model),
      plain,
      "voters",
      within: 1e-12
    )
    func turned(_ c: Int) -> Int { c < 4 ? (c + 1) % 4 : 4 + (c + 1) % 4 }
    let turnedClasses = rows.map { $0.map { ($0.voter, turned($0.statement)) } }
    let found = try probabilities(
      turnedClasses,
      gold: gold.map { $0.map { $0.map(turned).sorted() } },
      model
    )
    expectEqual(
      groups(found).flatMap { [$0[1], $0[2], $0[3], $0[0]] },
      plain,
      "classes",
      within: 1e-12
    )
    let silent = try probabilities(rows, voters: 10, gold: gold, model)
    expectEqual(silent, plain, "a silent voter", within: 1e-12)
  }

  @Test func `any number of threads gives the same bits, and a shard more the same sums`() throws {
    let (rows, _) = drawn(5000, seed: 3)
    let votes = Patterns.of(statements: rows, voterCount: 9, classCount: 4)
    let one = try MultiLabelModel().fitted(to: votes, options: FitOptions(threadCount: 1))
    let four = try MultiLabelModel().fitted(to: votes, options: FitOptions(threadCount: 4))
    #expect(one == four)
    let parts = [Array(rows[..<2000]), Array(rows[2000...])].map {
      VoteStatistics(of: Patterns.of(statements: $0, voterCount: 9, classCount: 4))
    }
    let read = try parts.map { try VoteStatistics(bytes: $0.bytes()[...]) }
    let merged = try VoteStatistics(merging: read)
    #expect(try MultiLabelModel().fitted(to: merged.votes) == one)
  }

  @Test func `statistics keep the gold labels of shards that know different ones`() throws {
    let first = Patterns.of(
      statements: [[(0, 1)], [(0, 0), (0, 3)]],
      voterCount: 2,
      classCount: 2,
      gold: [[0, 1], nil]
    )
    let second = Patterns.of(
      statements: [[(1, 3)], [(0, 1)]],
      voterCount: 2,
      classCount: 2,
      gold: [[], [1]]
    )
    let shards = try [first, second].map {
      try VoteStatistics(bytes: VoteStatistics(of: $0).bytes(isOneLine: true)[...])
    }
    let merged = try VoteStatistics(merging: shards).votes
    #expect(merged.kind == .several)
    let found = Set(
      (0..<merged.patternCount).map { x in
        let said = merged.entries(of: x).map {
          "\($0.voter):\(merged.ballots.classes(of: Int($0.ballot)))"
        }
        return "\(said) \(merged.goldClasses(of: x).map { "\($0)" } ?? "unknown")"
      }
    )
    #expect(
      found == [
        #"["0:[1]"] [0, 1]"#, #"["0:[0, 3]"] unknown"#, #"["1:[3]"] []"#, #"["0:[1]"] [1]"#,
      ]
    )
  }

  @Test func `gold is kept, helps others, and finds classes better than votes alone`() throws {
    let (rows, truth) = drawn(400, seed: 5)
    let gold = truth.enumerated().map { $0.offset < 100 ? $0.element : nil }
    let votes = Patterns.of(statements: rows, voterCount: 9, classCount: 4, gold: gold)
    let fitted = try MultiLabelModel().fitted(to: votes)
    let soft = try fitted.probabilities(of: votes)
    let sets = fitted.labelSets(from: soft, of: votes)
    for (row, pattern) in votes.patternOfRow.enumerated() where row < 100 {
      #expect(sets[Int(pattern)] == truth[row])
      #expect(soft[row: Int(pattern)].allSatisfy { $0 == 0 || $0 == 1 })
    }
    func microF1(_ model: MultiLabelModel) throws -> Double {
      let held = try MultiLabelHeldOut(of: model, on: votes)
      return try #require(LabelSetReport(of: held.rows(votes.labelSpace)).microF1)
    }
    #expect(try microF1(MultiLabelModel()) > 0.7)
    #expect(try microF1(MultiLabelModel(method: .majorityVote)) > 0.6)
  }

  @Test func `a few answers do not turn what people say into its opposite`() throws {
    // Two documents, three people; on the second nobody sees class 0 or 2.
    let answers = [[[0, 1], [2], [1]], [[], [], [1]]]
    let votes = Patterns.of(
      statements: answers.map { document in
        document.enumerated().flatMap { voter, classes in
          (0..<3).map { (voter, classes.contains($0) ? $0 : 3 + $0) }
        }
      },
      voterCount: 3,
      classCount: 3
    )
    let fitted = try MultiLabelModel(mode: .annotators).fitted(to: votes)
    let soft = try fitted.probabilities(of: votes)
    let sets = fitted.labelSets(from: soft, of: votes)
    #expect(votes.patternOfRow.map { sets[Int($0)] } == [[1], []])
    #expect(soft[row: Int(votes.patternOfRow[1])].allSatisfy { $0 < 0.5 })
  }

  @Test func `majority vote is the share of a class' votes, and 0 where nobody speaks`() throws {
    let votes = Patterns.of(
      statements: [[(0, 0), (1, 0), (2, 3)], [(0, 4)], []],
      voterCount: 3,
      classCount: 3
    )
    let fitted = try MultiLabelModel(method: .majorityVote).fitted(to: votes)
    let soft = try fitted.probabilities(of: votes)
    let third = 2.0 / 3
    #expect(rows(soft, of: votes) == [third, 0, 0, 0, 0, 0, 0, 0, 0])
    #expect(fitted.labelSets(from: soft, of: votes) == [[0], [], nil])
    #expect(fitted.labelSets(from: soft, of: votes, unvoted: true) == [[0], [], []])
  }

  @Test func `a file gives the same model back, and its kind is told apart`() throws {
    let (rows, truth) = drawn(200, seed: 7)
    let votes = Patterns.of(
      statements: rows,
      voterCount: 9,
      classCount: 4,
      gold: truth.enumerated().map { $0.offset % 2 == 0 ? $0.element : nil }
    )
    for method in MultiLabelModel.Method.allCases {
      var fitted = try MultiLabelModel(method: method).fitted(to: votes)
      let held = try MultiLabelHeldOut(of: fitted.model, on: votes)
      fitted.thresholds = ClassThresholds(by: .precision(0.75), from: held)
      let bytes = try LabelModelFile(fitted).bytes()
      let file = try LabelModelFile(bytes: bytes)
      guard case .several(let read) = file.content else {
        Issue.record("a model of several classes")
        continue
      }
      #expect(read == fitted)
      #expect(try LabelModelFile(read).bytes() == bytes)
      #expect(throws: LabelModelError.kindsDiffer(model: .several)) { try file.model }
      let text = String(decoding: bytes, as: UTF8.self)
      let broken = text.replacingOccurrences(of: "\"threshold\" : 0", with: "\"threshold\" : 7")
      #expect(throws: LabelModelError.self) { try LabelModelFile(bytes: Array(broken.utf8)) }
    }
  }

  @Test func `a model of one kind refuses votes of the other`() throws {
    let several = Patterns.of(statements: [[(0, 0)], [(1, 1)]], voterCount: 2, classCount: 2)
    let one = Patterns.of(matrix: [[0, 1], [1, 1]], classCount: 2)
    #expect(throws: LabelModelError.kindsDiffer(model: .several)) {
      try MultiLabelModel().fitted(to: one)
    }
    #expect(throws: LabelModelError.kindsDiffer(model: .several)) {
      try MultiLabelModel().fitted(to: several).probabilities(of: one)
    }
    for model in LabelModelRegistry.models {
      #expect(throws: LabelModelError.kindsDiffer(model: .one)) { try model.fit(to: several) }
    }
    let fitted = try MajorityVote().fitted(to: one)
    #expect(throws: LabelModelError.kindsDiffer(model: .one)) {
      try fitted.posteriors(of: several)
    }
  }

  @Test func `classes that nobody votes for are warned of, denied ones too, and silent functions`()
  {
    let votes = Patterns.of(
      statements: [[(0, 0)], [(0, 4)], [], [], []],
      voterCount: 2,
      classCount: 3
    )
    let warnings = StatementGuards.warnings(about: votes)
    #expect(warnings.contains(.unvotedClasses(["1", "2"])))
    #expect(warnings.contains(.silentFunctions(["f1"])))
    #expect(warnings.contains(.mostlyUnvoted(share: 0.6)))
  }

  @Test func `thresholds reach the precision that is asked for, or give the class to nobody`()
    throws
  {
    let (rows, truth) = drawn(600, seed: 11)
    let votes = Patterns.of(statements: rows, voterCount: 9, classCount: 4, gold: truth)
    let held = try MultiLabelHeldOut(of: MultiLabelModel(), on: votes)
    let half = LabelSetReport(of: held.rows(votes.labelSpace))
    let byF1 = ClassThresholds(by: .f1, from: held)
    for (choice, score) in zip(byF1.classes, half.classes) {
      #expect((choice.f1 ?? 0) >= (score.f1 ?? 0))
    }
    let byPrecision = ClassThresholds(by: .precision(0.9), from: held)
    let report = LabelSetReport(of: held.rows(votes.labelSpace, thresholds: byPrecision.values))
    for (choice, score) in zip(byPrecision.classes, report.classes) {
      #expect(choice.precision == score.precision)
      #expect(choice.recall == score.recall)
      #expect(choice.threshold == 1 || (choice.precision ?? 0) >= 0.9)
    }
    #expect(byPrecision.classes.contains { $0.isChosen })
    #expect(throws: LabelModelError.noGoldForThresholds(found: 0)) {
      try MultiLabelHeldOut(of: MultiLabelModel(), on: votes.withoutGold())
    }
  }

  @Test func `a threshold stays at one half where few gold documents have the class`() throws {
    let (rows, truth) = drawn(300, seed: 12)
    var left = ClassThresholds.leastDocuments - 1
    let gold = truth.map { classes -> [Int]? in
      guard classes.contains(2) else { return classes }
      left -= 1
      return left >= 0 ? classes : nil
    }
    let votes = Patterns.of(statements: rows, voterCount: 9, classCount: 4, gold: gold)
    let held = try MultiLabelHeldOut(of: MultiLabelModel(), on: votes)
    let choices = ClassThresholds(by: .f1, from: held).classes
    #expect(choices[2].threshold == 0.5 && !choices[2].isChosen)
    #expect(choices[2].support == ClassThresholds.leastDocuments - 1)
    #expect(choices[0].isChosen && choices[0].support > 20)
  }
}
