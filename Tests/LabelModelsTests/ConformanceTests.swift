import LabelModels
import LabelingCore
import TestSupport
import Testing

/// What every label model must do.
struct ConformanceTests {
  static let names = LabelModelRegistry.names

  /// Rows of votes, −1 for silence, by voters of skills .5 to .9.
  private static func rows(
    _ count: Int = 300,
    voters: Int = 6,
    classes: Int = 3,
    seed: UInt64 = 1
  ) -> [[Int16]] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in
      let truth = Int.random(in: 0..<classes, using: &generator)
      return (0..<voters).map { voter in
        if Double.random(in: 0..<1, using: &generator) < 0.4 { return -1 }
        let skill = 0.5 + 0.4 * Double(voter) / Double(max(voters - 1, 1))
        let isRight = Double.random(in: 0..<1, using: &generator) < skill
        return Int16(isRight ? truth : Int.random(in: 0..<classes, using: &generator))
      }
    }
  }

  private static func votes(
    _ rows: [[Int16]],
    classes: Int = 3,
    gold: [Int: Int] = [:]
  ) -> VotePatterns {
    let width = rows.first?.count ?? 1
    var builder = VotePatterns.Builder(
      voters: (0..<width).map { "lf\($0)" },
      labelSpace: .numbered(classes)
    )
    for (index, row) in rows.enumerated() {
      let label = gold[index].map { Vote(classIndex: $0) } ?? .abstain
      row.withUnsafeBufferPointer { builder.append($0, gold: label) }
    }
    return builder.finish()
  }

  /// Posteriors per document; `nil` when the model refuses for want of voters.
  private static func posteriors(_ name: String, _ votes: VotePatterns) throws -> [[Double]]? {
    guard let fitted = try fit(try LabelModelRegistry.model(named: name), votes) else { return nil }
    let soft = try fitted.posteriors(of: votes)
    for row in 0..<soft.rowCount {
      let values = soft[row: row]
      #expect(values.allSatisfy { $0.isFinite && $0 >= 0 }, "\(name)")
      #expect(abs(values.reduce(0, +) - 1) < 1e-9, "\(name)")
    }
    return votes.patternOfRow.map { Array(soft[row: Int($0)]) }
  }

  private static func fit(
    _ model: some LabelModel,
    _ votes: VotePatterns
  ) throws -> (any FittedLabelModel)? {
    do {
      return try model.fitted(to: votes)
    } catch LabelModelError.tooFewVoters {
      return nil
    }
  }

  private func expectEqual(
    _ found: [[Double]]?,
    _ expected: [[Double]]?,
    within tolerance: Double = 1e-7,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    let difference = zip((found ?? []).joined(), (expected ?? []).joined())
      .map { abs($0 - $1) }.max()
    #expect(found?.count == expected?.count, sourceLocation: sourceLocation)
    #expect(difference ?? 0 <= tolerance, sourceLocation: sourceLocation)
  }

  @Test(arguments: names)
  func `permuting documents permutes the result`(name: String) throws {
    let rows = Self.rows()
    let order = rows.indices.sorted { ($0 * 7919) % 307 < ($1 * 7919) % 307 }
    let plain = try Self.posteriors(name, Self.votes(rows))
    let permuted = try Self.posteriors(name, Self.votes(order.map { rows[$0] }))
    expectEqual(permuted, plain.map { plain in order.map { plain[$0] } })
  }

  @Test(arguments: names)
  func `permuting functions changes nothing`(name: String) throws {
    let rows = Self.rows()
    let order = [3, 0, 5, 1, 4, 2]
    let permuted = rows.map { row in order.map { row[$0] } }
    expectEqual(
      try Self.posteriors(name, Self.votes(permuted)),
      try Self.posteriors(name, Self.votes(rows))
    )
  }

  @Test(arguments: names)
  func `permuting classes permutes the result`(name: String) throws {
    let rows = Self.rows()
    let images: [Int16] = [2, 0, 1]
    let permuted = rows.map { row in row.map { $0 < 0 ? $0 : images[Int($0)] } }
    let plain = try Self.posteriors(name, Self.votes(rows))
    let expected = plain?.map { row in
      var image = row
      for (y, value) in row.enumerated() { image[Int(images[y])] = value }
      return image
    }
    expectEqual(try Self.posteriors(name, Self.votes(permuted)), expected)
  }

  /// Nothing but the order of the classes could break these ties, and it must not.
  @Test(arguments: names, 1...5)
  func `where all is tied, permuting classes permutes the result`(name: String, seed: UInt64) throws
  {
    var generator = SeededGenerator(seed: seed)
    let rows = (0..<40).map { _ -> [Int16] in
      let pair = [0, 1, 2].shuffled(using: &generator).prefix(2).map(Int16.init)
      return [pair[0], pair[0], pair[1], pair[1]].shuffled(using: &generator)
    }
    let images: [Int16] = [1, 2, 0]
    let permuted = rows.map { row in row.map { images[Int($0)] } }
    let plain = try Self.posteriors(name, Self.votes(rows))
    let expected = plain?.map { row in
      var image = row
      for (y, value) in row.enumerated() { image[Int(images[y])] = value }
      return image
    }
    expectEqual(try Self.posteriors(name, Self.votes(permuted)), expected)
  }

  @Test(arguments: names)
  func `the number of threads changes nothing`(name: String) throws {
    let votes = Self.votes(Self.rows(30_000, voters: 9, classes: 5), classes: 5)
    let model = try LabelModelRegistry.model(named: name)
    func values(_ model: some LabelModel, threads: Int) throws -> [Double] {
      let options = FitOptions(threadCount: threads)
      return try model.fitted(to: votes, options: options)
        .posteriors(of: votes, options: options).values
    }
    let single = try values(model, threads: 1)
    #expect(try values(model, threads: 2) == single)
    #expect(try values(model, threads: 7) == single)
  }

  @Test(arguments: names)
  func `a saved model gives the same posteriors to the last bit`(name: String) throws {
    let votes = Self.votes(Self.rows(), gold: [3: 1, 10: 0])
    let fitted = try LabelModelRegistry.model(named: name).fit(to: votes)
    let bytes = try LabelModelFile(fitted).bytes()
    let loaded = try LabelModelFile(bytes: bytes)
    #expect(try loaded.model.posteriors(of: votes) == fitted.posteriors(of: votes))
    #expect(try loaded.bytes() == bytes)
    // Other votes of the same voters: patterns and pairs that were not there before.
    let others = Self.votes(Self.rows(100, seed: 2))
    #expect(try loaded.model.posteriors(of: others) == fitted.posteriors(of: others))
  }

  @Test(arguments: names)
  func `gold labels are kept`(name: String) throws {
    let rows = Self.rows()
    let gold = [0: 2, 1: 1, 7: 0, 200: 2]
    let found = try Self.posteriors(name, Self.votes(rows, gold: gold))
    for (row, label) in gold { #expect(found?[row][label] == 1) }
  }

  @Test(arguments: names)
  func `unanimous votes win`(name: String) throws {
    let rows = Self.rows() + [[1, 1, 1, 1, 1, 1], [2, 2, 2, 2, 2, 2]]
    let found = try #require(try Self.posteriors(name, Self.votes(rows)))
    #expect(found[300][1] > 0.8)
    #expect(found[301][2] > 0.8)
  }

  @Test(arguments: names)
  func `degenerate votes give probabilities`(name: String) throws {
    let rows = Self.rows(40)
    let cases: [(rows: [[Int16]], classes: Int)] = [
      ([], 3),
      ([[-1, -1, -1]], 3),
      ([[-1, -1, -1], [-1, -1, -1]], 2),
      ([[0, 0, 1]], 2),
      ([[0, -1, -1]], 2),
      (rows.map { _ in [2, 2, 2] }, 3),
      (rows.map { $0.map { $0 < 0 ? -1 : 1 } }, 3),
      (rows.map { [$0[0]] }, 3),
      (rows.map { Array($0[0..<2]) }, 3),
      (rows.map { $0.map { $0 < 0 ? -1 : 0 } }, 1),
      (rows + rows + rows, 3),
      (rows.map { $0 + $0 }, 3),
    ]
    for (rows, classes) in cases {
      _ = try Self.posteriors(name, Self.votes(rows, classes: classes))
    }
  }

  @Test(arguments: names)
  func `a document without votes gets no hard label`(name: String) throws {
    let rows = Self.rows() + [[-1, -1, -1, -1, -1, -1]]
    let votes = Self.votes(rows)
    let model = try LabelModelRegistry.model(named: name).fit(to: votes)
    let soft = try model.posteriors(of: votes)
    let hard = model.hardLabels(from: soft, of: votes, ties: .first)
    #expect(hard[Int(votes.patternOfRow[300])] == .abstain)
  }

  @Test(arguments: names)
  func `hostile votes never give a number that is none`(name: String) throws {
    let honest = Self.rows(400, voters: 8, classes: 2)
    let inverted = honest.map { row in
      row.enumerated().map { j, vote in vote >= 0 && j < 4 ? 1 - vote : vote }
    }
    _ = try Self.posteriors(name, Self.votes(inverted, classes: 2))
    let copied = honest.map { row in row + [Int16](repeating: row[0], count: 100) }
    _ = try Self.posteriors(name, Self.votes(copied, classes: 2))
    let wide = (0..<20).map { row in (0..<300).map { Int16(($0 + row) % 7 == 0 ? 0 : 1) } }
    _ = try Self.posteriors(name, Self.votes(wide, classes: 2))
    var crowd = VotePatterns.Builder(
      voters: (0..<10_000).map { "w\($0)" },
      labelSpace: .numbered(3)
    )
    for item in 0..<1000 {
      crowd.append(
        entries: (0..<10).map {
          VotePatterns.Entry(voter: item * 10 + $0, ballot: $0 < 7 ? item % 3 : ($0 + item) % 3)
        }
      )
    }
    let answers = crowd.finish()
    let found = try #require(try Self.posteriors(name, answers))
    // A confusion matrix cannot be learned from one vote.
    if name != DawidSkene.name { #expect(found[5][2] > 0.5) }
    let many: [[Int16]] = (0..<2000).map { row in
      let truth = Int16(row % 1000)
      return [truth, truth, truth, truth, Int16(row * 17 % 1000)]
    }
    let classes = try Self.posteriors(name, Self.votes(many, classes: 1000))
    #expect(classes?[17][17] ?? 1 > 0.3)
  }
}
