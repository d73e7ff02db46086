import LabelModels
import LabelingCore
import TestSupport
import Testing

/// The numbers are those of the specification's reference runs.
struct PooledLabelModelTests {
  private static let silent = [-1, -1, -1]
  private static let first: [([Int], Int)] = [
    ([1, 1, 1], 4), ([0, 0, 0], 3), ([1, 1, 0], 2), ([0, 1, 0], 1), ([-1, 1, 0], 1), (silent, 1),
  ]
  private static let second: [([Int], Int)] = [
    ([0, -1, -1, -1], 6), ([0, 1, -1, -1], 3), ([-1, 1, -1, 2], 2), ([-1, -1, 1, -1], 4),
    ([0, -1, 1, -1], 2), ([-1, 1, 1, -1], 3), ([-1, -1, -1, 2], 2), ([-1, -1, -1, -1], 1),
  ]

  private static func votes(
    _ rows: [([Int], Int)],
    classCount: Int,
    gold: [Int: Int] = [:]
  ) -> VotePatterns {
    let voters = (0..<(rows.first?.0.count ?? 0)).map { "lf\($0)" }
    var builder = VotePatterns.Builder(voters: voters, labelSpace: .numbered(classCount))
    var index = 0
    for (row, count) in rows {
      for _ in 0..<count {
        let label = gold[index].map { Vote(classIndex: $0) } ?? .abstain
        row.map(Int16.init).withUnsafeBufferPointer { builder.append($0, gold: label) }
        index += 1
      }
    }
    return builder.finish()
  }

  private func expect(
    _ found: [Double],
    _ expected: [Double],
    within tolerance: Double = 1e-6,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    #expect(found.count == expected.count, sourceLocation: sourceLocation)
    for (a, b) in zip(found, expected) {
      #expect(abs(a - b) < tolerance, "\(found)", sourceLocation: sourceLocation)
    }
  }

  private func raw(_ fitted: FittedModel<PooledLabelModel>, _ votes: VotePatterns) -> SoftLabels {
    fitted.model.rawPosteriors(
      of: PairTable(votes),
      with: fitted.parameters,
      options: FitOptions()
    ).softLabels()
  }

  @Test
  func `functions mode gives the reference posteriors`() throws {
    let votes = Self.votes(Self.first, classCount: 2)
    let fitted = try PooledLabelModel(mode: .functions).fitted(to: votes)
    #expect(fitted.facts.learning.iterations == 9)
    expect(fitted.parameters.balance, [0.427286, 0.572714])
    expect(fitted.parameters.classAccuracy, [0.837447, 0.887674])
    expect([fitted.parameters.accuracy], [0.861667])
    expect(
      try fitted.posteriors(of: votes).values,
      [
        0.050229, 0.949771, 0.949649, 0.050351, 0.174452, 0.825548, 0.805815, 0.194185, 0.444597,
        0.555403, 0.427286, 0.572714,
      ]
    )
    expect(
      raw(fitted, votes).values,
      [
        0.000381, 0.999619, 0.999415, 0.000585, 0.040753, 0.959247, 0.926358, 0.073642, 0.407661,
        0.592339, 0.427286, 0.572714,
      ]
    )
  }

  @Test
  func `annotators mode gives the reference posteriors, chosen or forced`() throws {
    let votes = Self.votes(Self.first, classCount: 2)
    for mode in [PooledLabelModel.Mode.annotators, nil] {
      let fitted = try PooledLabelModel(mode: mode).fitted(to: votes)
      #expect(fitted.facts.learning.iterations == 13)
      #expect(fitted.parameters.mode == .annotators)
      expect(fitted.parameters.balance, [0.399234, 0.600766])
      expect(fitted.parameters.classAccuracy, [0.87319, 0.850708])
      expect([fitted.parameters.accuracy], [0.849238])
      expect(fitted.parameters.skills, [3.104419, 1.227092, 0.567286])
      expect(
        try fitted.posteriors(of: votes).values,
        [
          0.050371, 0.949629, 0.949232, 0.050768, 0.155858, 0.844142, 0.79751, 0.20249, 0.355545,
          0.644455, 0.399234, 0.600766,
        ]
      )
      if mode == nil {
        #expect(fitted.facts.learning.oneClassShare == 0)
        expect([fitted.facts.learning.silenceGain ?? 0], [-2.734090])
      }
    }
  }

  @Test
  func `one iteration of functions mode gives the reference precisions`() throws {
    let votes = Self.votes(Self.first, classCount: 2)
    let fitted = try PooledLabelModel(mode: .functions, maximumIterations: 1).fitted(to: votes)
    expect(fitted.parameters.balance, [0.448718, 0.551282])
    expect(fitted.parameters.classAccuracy, [0.829394, 0.848086])
    expect([fitted.parameters.accuracy], [0.836364])
    expect(
      fitted.parameters.votes.rows.values,
      [
        0.914454, 0.085546, 0.084978, 0.915022, 0.92998, 0.07002, 0.122559, 0.877441, 0.84868,
        0.15132, 0.058472, 0.941528,
      ]
    )
    expect(
      try fitted.posteriors(of: votes).values,
      [
        0.050729, 0.949271, 0.949501, 0.050499, 0.209368, 0.790632, 0.806011, 0.193989, 0.494258,
        0.505742, 0.448718, 0.551282,
      ]
    )
  }

  @Test
  func `one iteration of annotators mode gives the reference confusion`() throws {
    let votes = Self.votes(Self.first, classCount: 2)
    let fitted = try PooledLabelModel(mode: .annotators, maximumIterations: 1).fitted(to: votes)
    expect([fitted.parameters.accuracy], [0.823529])
    expect(fitted.parameters.skills, [1.4716, 1.001329, 0.861456])
    expect(
      fitted.parameters.votes.rows.values,
      [
        0.859981, 0.084699, 0.140019, 0.915301, 0.723241, 0.071971, 0.276759, 0.928029, 0.898351,
        0.273361, 0.101649, 0.726639,
      ]
    )
  }

  @Test
  func `one-class functions with a class nobody votes for give the reference posteriors`() throws {
    let votes = Self.votes(Self.second, classCount: 4)
    let fitted = try PooledLabelModel().fitted(to: votes)
    #expect(fitted.parameters.mode == .functions)
    #expect(fitted.facts.learning.iterations == 12)
    #expect(fitted.facts.learning.oneClassShare == 1)
    expect([fitted.facts.learning.silenceGain ?? 0], [-13.520796])
    expect(fitted.parameters.balance, [0.31742, 0.44446, 0.189665, 0.048454])
    expect(fitted.parameters.classAccuracy, [0.605078, 0.68228, 0.700932, 0.657652])
    expect(
      try fitted.posteriors(of: votes).values,
      [
        0.666954, 0.164162, 0.105326, 0.063558, 0.386968, 0.478616, 0.091932, 0.042485, 0.052475,
        0.30474, 0.601606, 0.041179, 0.107892, 0.737319, 0.091999, 0.06279, 0.376884, 0.512689,
        0.067201, 0.043226, 0.0463, 0.864515, 0.052192, 0.036993, 0.092703, 0.10956, 0.734037,
        0.0637, 0.31742, 0.44446, 0.189665, 0.048454,
      ]
    )
  }

  @Test
  func `gold labels anchor the fit as in the reference run`() throws {
    let votes = Self.votes(Self.second, classCount: 4, gold: [6: 1, 9: 2])
    let fitted = try PooledLabelModel().fitted(to: votes)
    #expect(fitted.facts.learning.iterations == 10)
    expect(fitted.parameters.balance, [0.219446, 0.484177, 0.259628, 0.036749])
    expect(fitted.parameters.classAccuracy, [0.475436, 0.657608, 0.771394, 0.640078])
    let soft = try fitted.posteriors(of: votes)
    let expected: [Int: [Double]] = [
      0: [0.575681, 0.253891, 0.111963, 0.058465], 6: [0, 1, 0, 0], 9: [0, 0, 1, 0],
      11: [0.105367, 0.739143, 0.096122, 0.059368], 15: [0.33029, 0.576829, 0.055252, 0.03763],
      17: [0.045929, 0.857291, 0.061192, 0.035587], 20: [0.077209, 0.082947, 0.780976, 0.058867],
      22: [0.219446, 0.484177, 0.259628, 0.036749],
    ]
    for (row, values) in expected {
      expect(Array(soft[row: Int(votes.patternOfRow[row])]), values)
    }
  }

  @Test
  func `a single voter, full conflict and no votes end as in the reference runs`() throws {
    let single = Self.votes([([0], 3), ([1], 2), ([-1], 1)], classCount: 2)
    let fitted = try PooledLabelModel().fitted(to: single)
    #expect(fitted.parameters.mode == .annotators)
    #expect(fitted.facts.learning.iterations == 20)
    expect(
      try fitted.posteriors(of: single).values,
      [0.713627, 0.286373, 0.309215, 0.690785, 0.539528, 0.460472]
    )
    expect(fitted.parameters.skills, [1.08291])

    let conflict = Self.votes([([0, 1], 4), ([1, 0], 4)], classCount: 2)
    let tied = try PooledLabelModel().fitted(to: conflict)
    expect([tied.facts.learning.silenceGain ?? 0], [-1.343680])
    expect(try tied.posteriors(of: conflict).values, [0.5, 0.5, 0.5, 0.5])

    let empty = Self.votes([([-1, -1], 3)], classCount: 3)
    let unvoted = try PooledLabelModel().fitted(to: empty)
    #expect(unvoted.parameters.mode == .functions)
    expect(try unvoted.posteriors(of: empty).values, [1.0 / 3, 1.0 / 3, 1.0 / 3])
  }

  @Test
  func `a known balance replaces the annotators' and serves documents without votes`() throws {
    let votes = Self.votes(Self.first, classCount: 2)
    let known = [0.8, 0.2]
    let functions = try PooledLabelModel(mode: .functions, balance: known).fitted(to: votes)
    let plain = try PooledLabelModel(mode: .functions).fitted(to: votes)
    let soft = try functions.posteriors(of: votes).values
    expect(Array(soft.suffix(2)), known)
    #expect(soft.dropLast(2) == (try plain.posteriors(of: votes).values).dropLast(2))
    let annotators = try PooledLabelModel(mode: .annotators, balance: known).fitted(to: votes)
    expect(annotators.parameters.balance, known)
    let conflict = try annotators.posteriors(of: votes).values
    let free = try PooledLabelModel(mode: .annotators).fitted(to: votes).posteriors(of: votes)
    #expect(conflict[8] > free.values[8])
  }

  @Test
  func `five copies of a voter count as one`() throws {
    let rows = Self.first.map { ($0.0.map { $0 }, $0.1 * 5) }
    let copied = rows.map { ($0.0 + [$0.0[0], $0.0[0], $0.0[0], $0.0[0]], $0.1) }
    for mode in PooledLabelModel.Mode.allCases {
      let plain = Self.votes(rows, classCount: 2)
      let more = Self.votes(copied, classCount: 2)
      let model = PooledLabelModel(mode: mode)
      expect(
        try model.fitted(to: more).posteriors(of: more).values,
        try model.fitted(to: plain).posteriors(of: plain).values,
        within: 1e-9
      )
    }
  }
}
