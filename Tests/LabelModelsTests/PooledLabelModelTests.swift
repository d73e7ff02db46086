import Foundation
import LabelModels
import LabelingCore
import TestSupport
import Testing

/// The numbers are those of two independent implementations of the model.
struct PooledLabelModelTests {
  private static let tolerance = 1e-9

  private func model(of oracle: BallotOracle) -> PooledLabelModel {
    var model = PooledLabelModel(
      balance: oracle.declared_balance,
      hasGate: oracle.gate ?? true,
      stacks: oracle.stacking ?? false,
      maximumIterations: oracle.maximum_passes ?? 20
    )
    switch oracle.kind {
    case "functions": model.mode = .functions
    case "people": model.mode = .annotators
    default: break
    }
    model.goldRandomness = oracle.declared_r
    return model
  }

  private func compare(
    _ found: Double?,
    _ expected: Double?,
    _ what: @autoclosure () -> String,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    guard let expected else { return }
    // The references are written with twelve digits.
    let room = Self.tolerance * max(1, abs(expected) * 0.01)
    #expect(
      abs((found ?? .nan) - expected) <= room,
      "\(what()): \(found.map { "\($0)" } ?? "none") for \(expected)",
      sourceLocation: sourceLocation
    )
  }

  private func compare(
    _ found: [Double]?,
    _ expected: [Double]?,
    _ what: String,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    guard let expected else { return }
    #expect(found?.count == expected.count, "\(what)", sourceLocation: sourceLocation)
    for (place, value) in expected.enumerated() {
      let own = found.flatMap { place < $0.count ? $0[place] : nil }
      compare(own, value, "\(what) \(place)", sourceLocation: sourceLocation)
    }
  }

  private func compare(
    _ found: SoftLabels,
    _ expected: [[Double]]?,
    _ what: String,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    for (row, values) in (expected ?? []).enumerated() {
      compare(Array(found[row: row]), values, "\(what) \(row)", sourceLocation: sourceLocation)
    }
  }

  @Test(arguments: BallotOracle.ids)
  func `agrees with the reference cases, step by step`(id: String) throws {
    let oracle = try BallotOracle.named(id)
    let expected = oracle.expected
    let votes = oracle.votes()
    let fitted = try model(of: oracle).fitted(to: votes)
    let parameters = fitted.parameters
    let facts = fitted.facts.learning
    #expect(parameters.mode == (expected.mode == "F" ? .functions : .annotators), "\(id)")
    if let passes = expected.passes { #expect(facts.iterations == passes, "\(id)") }
    compare(parameters.weights, expected.omega, "\(id) ω")
    var firstStep = model(of: oracle)
    firstStep.discountsRelatives = false
    let copies = try firstStep.fitted(to: votes).parameters.weights
    compare(copies, expected.omega_first_step, "\(id) ω after the first step")
    compare(parameters.balance, expected.balance_p, "\(id) p")
    compare(parameters.accuracy, expected.accuracy_g, "\(id) g")
    compare(facts.oneClassShare, expected.unipolar, "\(id) unipolar")
    compare(facts.silenceGain, expected.gain, "\(id) gain")
    compareMode(parameters, expected, id)
    for level in expected.lambda ?? [] {
      let own = parameters.levels[level.voter]
      compare(
        level.level < own.count ? own[level.level] : 0,
        level.value,
        "\(id) Λ \(level.voter) \(level.level)"
      )
    }
    compareTables(parameters, expected, id)
    compare(facts.gold?.randomness, expected.gold_r, "\(id) r")
    compare(facts.gold?.deviate, expected.gold_z, "\(id) z")
    if let gate = expected.gate { compare(try #require(facts.gate), gate, id) }
    compare(parameters.gate?.openness ?? 0, expected.tau, "\(id) τ")
    let raw = fitted.model.rawPosteriors(
      of: PairTable(votes),
      with: parameters,
      options: FitOptions()
    )
    for (x, values) in (expected.raw ?? []).enumerated() {
      let isVoted = !votes.entries(of: x).isEmpty
      // Documents without votes get a declared balance at once, which the references do last.
      guard isVoted || oracle.declared_balance == nil else { continue }
      compare(Array(raw[row: x]), values, "\(id) raw \(x)")
      guard isVoted else { continue }
      let explanation = try #require(try fitted.explanation(of: x, in: votes))
      compare(explanation.voteShares, expected.vote_share_of_the_blend?[x], "\(id) S \(x)")
    }
    compare(facts.stackedShare, expected.alphabar, "\(id) ᾱ")
    compare(try fitted.posteriors(of: votes), expected.probabilities, "\(id) P")
  }

  private func compareMode(
    _ parameters: PooledParameters,
    _ expected: BallotOracle.Expected,
    _ id: String
  ) {
    switch parameters.mode {
    case .functions:
      compare(parameters.flatShares, expected.flat_shares_b, "\(id) b")
      compare(parameters.knowledge, expected.kappa_bar, "\(id) κ̄")
      for set in expected.sets ?? [] {
        let found = parameters.sets.first { $0.classes == set.classes }
        guard set.votes > 0 || found != nil else { continue }
        compare(found?.accuracy, set.a, "\(id) a \(set.classes)")
        compare(found?.errorCost, set.nu, "\(id) ν \(set.classes)")
        compare(found?.votes, set.votes, "\(id) T \(set.classes)")
      }
    case .annotators:
      compare(parameters.classAccuracy, expected.class_accuracy_a, "\(id) a")
      compare(parameters.skills, expected.skill_odds, "\(id) skill")
    }
  }

  private func compareTables(
    _ parameters: PooledParameters,
    _ expected: BallotOracle.Expected,
    _ id: String
  ) {
    for entry in expected.list_tables ?? [] where entry.weighted_votes > 0 {
      let row = parameters.votes.keys.firstIndex {
        $0.voter == entry.voter && $0.classes == entry.classes
      }
      compare(
        row.map { parameters.votes.rows[row: $0].map { log(max($0, 1e-300)) } },
        entry.L,
        "\(id) L \(entry.voter) \(entry.classes)"
      )
    }
  }

  private func compare(
    _ found: LearningFacts.Gate,
    _ expected: BallotOracle.Expected.Gate,
    _ id: String
  ) {
    compare(found.votesPerParameter, expected.V, "\(id) V")
    compare(found.documentsPerParameter, expected.W, "\(id) W")
    compare(found.rarestClass, expected.n_r, "\(id) n_r")
    compare(found.ratio, expected.ratio, "\(id) ratio")
    compare(found.worst, expected.worst, "\(id) worst")
    compare(found.freedom, expected.df, "\(id) df")
    compare(found.freeParameters, expected.free, "\(id) free")
    compare(found.patternDeviate, expected.dev_p, "\(id) dev_p")
    compare(found.patternFreedom, expected.df_p, "\(id) df_p")
  }

  @Test(arguments: BallotOracle.ids)
  func `majority vote and Dawid-Skene agree with the reference cases`(id: String) throws {
    let oracle = try BallotOracle.named(id)
    let votes = oracle.votes().withoutGold()
    let expected = oracle.expected
    let majority = try MajorityVote().fitted(to: votes).posteriors(of: votes)
    compare(majority, expected.majority_vote, "\(id) majority")
    for (silence, reference) in [
      (DawidSkene.Silence.ignored, expected.dawid_skene_silence_ignored),
      (.category, expected.dawid_skene_silence_an_answer),
    ] where reference != nil {
      let found = try DawidSkene(silence: silence).fitted(to: votes).posteriors(of: votes)
      compare(found, reference, "\(id) \(silence)")
    }
  }

  @Test func `five copies of a voter count as one, in any order of voters, classes and rows`()
    throws
  {
    var generator = SeededGenerator(seed: 17)
    let rows: [[Int]] = (0..<400).map { row in
      (0..<4).map { _ in
        let draw = Int.random(in: 0..<10, using: &generator)
        return draw < 3 ? -1 : draw < 8 ? row % 3 : (row + 1) % 3
      }
    }
    for mode in PooledLabelModel.Mode.allCases {
      let model = PooledLabelModel(mode: mode, hasGate: false)
      func posteriors(_ rows: [[Int]]) throws -> [[Double]] {
        let votes = Patterns.of(matrix: rows, classCount: 3)
        let soft = try model.fitted(to: votes).posteriors(of: votes)
        return votes.patternOfRow.map { Array(soft[row: Int($0)]) }
      }
      func expectEqual(_ found: [[Double]], _ expected: [[Double]]) {
        let distance = zip(found, expected).reduce(0) { largest, pair in
          zip(pair.0, pair.1).reduce(largest) { max($0, abs($1.0 - $1.1)) }
        }
        #expect(distance < 1e-9, "\(mode)")
      }
      let plain = try posteriors(rows)
      expectEqual(try posteriors(rows.map { $0 + [Int](repeating: $0[0], count: 4) }), plain)
      expectEqual(try posteriors(rows.map { $0.reversed() }), plain)
      expectEqual(try posteriors(rows.reversed()).reversed(), plain)
      let turned = try posteriors(rows.map { $0.map { $0 < 0 ? $0 : ($0 + 1) % 3 } })
      expectEqual(turned.map { [$0[1], $0[2], $0[0]] }, plain)
      // Rows and voters without votes change nothing.
      let silent = try posteriors(rows.map { $0 + [-1] } + [[-1, -1, -1, -1, -1]])
      expectEqual(Array(silent.dropLast()), plain)
    }
  }

  @Test(arguments: [0, 4])
  func `a declared balance is reached by the mean of all documents, gold ones by their votes`(
    goldCount: Int
  ) throws {
    let votes = try BallotOracle.named("T7").votes()
    let known = votes.withGold(
      (0..<votes.patternCount).map { $0 < goldCount ? Vote(classIndex: $0 % 2) : .abstain }
    )
    let balance = [0.9, 0.1]
    let fitted = try PooledLabelModel(mode: .functions, balance: balance, hasGate: false)
      .fitted(to: known)
    let free = try PooledLabelModel(mode: .functions, hasGate: false).fitted(to: known)
    let soft = try free.posteriors(of: known)
    var means = [0.0, 0.0]
    for x in 0..<known.patternCount {
      var row = Array(soft[row: x])
      if !known.gold[x].isAbstain {
        // Gold is one-hot in the scores' part only: what its votes say is blended in.
        let entries = known.entries(of: x)
        let total = entries.reduce(0) { $0 + free.parameters.weights[Int($1.voter)] }
        for y in 0..<2 {
          let own = entries.filter { Int($0.ballot) == y }
            .reduce(0) { $0 + free.parameters.weights[Int($1.voter)] }
          row[y] =
            0.6 * (known.gold[x].classIndex == y ? 1 : 0)
            + 0.4 * (own + free.parameters.flatShares[y]) / (total + 1)
        }
      }
      for y in 0..<2 { means[y] += Double(known.counts[x]) * row[y] / Double(known.rowCount) }
    }
    let factors = try #require(fitted.parameters.balanceFactors)
    for y in 0..<2 { compare(factors[y], balance[y] / means[y], "π/m \(y)") }
  }
}
