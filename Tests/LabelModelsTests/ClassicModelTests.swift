import Foundation
import LabelModels
import LabelingCore
import TestSupport
import Testing

/// Reference cases of crowd-kit and Snorkel for the classic models.
///
/// Not covered, as nothing here does the same: `mmsr_*` (spectral scores that are
/// no probabilities), `gold_mv_multiple_gold` (several correct labels for an
/// item), `mv_missing_column_*` (reading files), `snorkel_majority_class` (a
/// constant answer), `lm_O_matrix` (a table that Snorkel factorises),
/// `lm_cardinality_check` (a vote outside the label space cannot be expressed),
/// `lm_min_three_lfs` (a warning here, see the guards; only `triplet` refuses).
struct ClassicModelTests {
  @Test
  func `one-coin posteriors, skills and labels equal crowd-kit's`() throws {
    for oracle in try Oracle.all("one_coin_dawid_skene") {
      let (votes, items) = oracle.votes()
      let steps = oracle.parameters["iterations"] as? Int ?? 20
      let exact = !oracle.posteriors.isEmpty
      let model = OneCoinDawidSkene(
        pseudoCount: 0,
        maximumIterations: steps,
        tolerance: exact ? 0 : 1e-5
      )
      oracle.compare(try model.fitted(to: votes).posteriors(of: votes), of: votes, items: items)
      guard exact else { continue }
      let next = OneCoinDawidSkene(pseudoCount: 0, maximumIterations: steps + 1, tolerance: 0)
      let parameters = try next.fitted(to: votes).parameters
      for (voter, skill) in oracle.skills {
        let j = try #require(votes.voters.firstIndex(of: voter))
        #expect(abs(parameters.skills[j] - skill) <= oracle.tolerance, "\(oracle.id) \(voter)")
      }
    }
  }

  // Zero-based skill agrees with Wawa on these cases; it is not a model of its own.
  @Test(
    arguments: ["wawa_toy", "wawa_simple", "zbs_toy", "zbs_simple", "gold_toy", "gold_simple"]
  )
  func `weights and weighted shares equal crowd-kit's`(id: String) throws {
    let oracle = try Oracle.named(id, in: "weighted_votes")
    let gold = oracle["gold"] as? [String: String] ?? [:]
    let (votes, items) = oracle.votes(gold: gold)
    let model = WeightedVote(weights: gold.isEmpty ? .agreement(ties: .first) : .gold)
    let fitted = try model.fitted(to: votes)
    #expect(!oracle.skills.isEmpty)
    for (voter, skill) in oracle.skills {
      let j = try #require(votes.voters.firstIndex(of: voter))
      #expect(abs(fitted.parameters.weights[j] - skill) <= 1e-6)
    }
    // crowd-kit does not clamp gold.
    let soft = try fitted.posteriors(of: votes.withoutGold())
    oracle.compare(soft, of: votes, items: items)
  }

  @Test
  func `given weights follow the policy for voters without one`() throws {
    let value = try Oracle.named("mv_weights_missing_value", in: "majority_vote")
    let weights = try #require(value["weights"] as? [String: Double])
    let (votes, items) = value.votes()
    let filled = WeightedVote(weights: .given(weights, missing: .value(1_000_000)))
    value.compare(try filled.fitted(to: votes).posteriors(of: votes), of: votes, items: items)
    let absent = "0c3eb7d5fcc414db137c4180a654c06e"
    #expect(throws: LabelModelError.missingWeight(voter: absent)) {
      try WeightedVote(weights: .given(weights, missing: .error)).fitted(to: votes)
    }
    let ignored = WeightedVote(weights: .given(weights, missing: .ignored))
    let place = try #require(votes.voters.firstIndex(of: absent))
    #expect(try ignored.fitted(to: votes).parameters.weights[place] == 0)
  }

  @Test(
    arguments: ["glad_toy", "glad_simple", "mace_vb_toy", "mace_vb_simple"]
  )
  func `GLAD and MACE give crowd-kit's labels`(id: String) throws {
    let oracle = try Oracle.named(id, in: "glad_mace")
    let (votes, items) = oracle.votes()
    let soft =
      id.hasPrefix("glad")
      ? try GLAD().fitted(to: votes).posteriors(of: votes)
      : try MACE(
        balance: votes.labelSpace.classes.map { _ in 1 / Double(votes.labelSpace.classCount) },
        maximumIterations: 5
      ).fitted(to: votes).posteriors(of: votes)
    #expect(!oracle.labels.isEmpty)
    oracle.compare(soft, of: votes, items: items)
  }

  @Test
  func `small matrices give Snorkel's labels`() throws {
    for oracle in try Oracle.all("label_model") {
      guard let labels = oracle.expected["pred_ties_abstain"] as? [Int] else { continue }
      let votes = oracle.matrix(classCount: 2)
      let fitted = try PooledLabelModel().fitted(to: votes)
      let hard = fitted.hardLabels(from: try fitted.posteriors(of: votes), of: votes)
      for (row, label) in labels.enumerated() {
        let found = Int(hard[Int(votes.patternOfRow[row])].rawValue)
        #expect(found == label, "\(oracle.id) \(row)")
      }
    }
  }

  @Test
  func `the balance of gold labels is their shares, and every class must occur`() throws {
    let oracle = try Oracle.named("lm_class_balance_from_dev", in: "label_model")
    var builder = VotePatterns.Builder(voters: ["a"], labelSpace: .numbered(2))
    for label in try #require(oracle["gold"] as? [Int]) {
      builder.append(entries: [], gold: Vote(classIndex: label))
    }
    let balance = try ClassBalance.estimated(fromGoldOf: builder.finish())
    #expect(balance == [0.6, 0.4])
    var single = VotePatterns.Builder(voters: ["a"], labelSpace: .numbered(2))
    single.append(entries: [], gold: Vote(classIndex: 0))
    let votes = single.finish()
    #expect(throws: LabelModelError.invalidBalance(values: [1, 0], classes: 2)) {
      try ClassBalance.estimated(fromGoldOf: votes)
    }
    for balance in [[1, 0], [0.5, 0.25, 0.25], [0.7, 0.7]] {
      #expect(throws: LabelModelError.invalidBalance(values: balance, classes: 2)) {
        try PooledLabelModel(balance: balance).fitted(to: votes)
      }
    }
  }

  @Test(arguments: ["lm_synth", "lm_synth_sparse"])
  func `Dawid-Skene recovers the vote probabilities of independent functions`(id: String) throws {
    let name = "\(id)_10000x10_k2"
    let oracle = try Oracle.named(name, in: "label_model")
    let matrix = try Fixture.cells("\(name).L.csv")
    let gold = try Fixture.cells("\(name).Y.csv").compactMap { Int($0[0]) }
    var builder = VotePatterns.Builder(
      voters: (0..<10).map { "lf\($0)" },
      labelSpace: .numbered(2)
    )
    for row in matrix {
      row.compactMap { Int16($0) }.withUnsafeBufferPointer { builder.append($0) }
    }
    let votes = builder.finish()
    let fitted = try DawidSkene(silence: .category).fitted(to: votes)
    let truth = try #require(
      oracle["true_conditional_probs_lf_vote_given_y"] as? [[[Double]]]
    )
    var error = 0.0
    let confusion = fitted.parameters.confusion
    for row in confusion.keys.indices {
      for y in 0..<2 {
        // Votes of the case are −1, 0, 1.
        let expected = truth[confusion.keys[row].voter][confusion.keys[row].classes[0] + 1][y]
        error += abs(confusion.rows[row, y] - expected)
      }
    }
    #expect(error / Double(confusion.keys.count * 2) <= 0.01)
    let voted = gold.indices.map { row in
      votes.entries(of: Int(votes.patternOfRow[row])).isEmpty ? -1 : gold[row]
    }
    for model in [DawidSkene(silence: .category) as any LabelModel, PooledLabelModel()] {
      let soft = try model.fit(to: votes).posteriors(of: votes)
      let accuracy = Scores(soft, of: votes, gold: voted).accuracy
      #expect(accuracy >= (id == "lm_synth" ? 0.9 : 0.65), "\(model) \(accuracy)")
    }
  }

  @Test
  func `one-coin Dawid-Skene passes Snorkel's convergence case`() throws {
    let matrix = try Fixture.cells("lm_convergence.L.csv")
    let rows = matrix.map { $0.compactMap { Int16($0) } }.filter { !$0.isEmpty }
    let width = try #require(rows.first?.count)
    var builder = VotePatterns.Builder(
      voters: (0..<width).map { "lf\($0)" },
      labelSpace: .numbered(2)
    )
    for row in rows { row.withUnsafeBufferPointer { builder.append($0) } }
    let votes = builder.finish()
    let gold = try Fixture.cells("lm_convergence.Y.csv").compactMap { Int($0[0]) }
    #expect(gold.count == rows.count)
    var errors: [String: Double] = [:]
    for model in LabelModelRegistry.models {
      let soft = try model.fit(to: votes).posteriors(of: votes)
      errors[type(of: model).name] = 1 - Scores(soft, of: votes, gold: gold).accuracy
    }
    // Snorkel's own model reaches .048. Dependent functions and a wrong one.
    #expect(errors[OneCoinDawidSkene.name] ?? 1 < 0.06)
    let majority = try #require(errors[MajorityVote.name])
    #expect(errors[PooledLabelModel.name] ?? 1 < majority - 0.05)
  }

  @Test
  func `the triplet method refuses two functions and recovers the skills of three`() throws {
    var builder = VotePatterns.Builder(voters: ["a", "b", "c"], labelSpace: .numbered(2))
    // Every combination of right and wrong in proportion to skills .9, .8, .7.
    for mask in 0..<8 {
      for truth in 0..<2 {
        var count = 1000.0
        var row: [Int16] = []
        for (j, skill) in [0.9, 0.8, 0.7].enumerated() {
          let isRight = mask >> j & 1 == 1
          count *= isRight ? skill : 1 - skill
          row.append(Int16(isRight ? truth : 1 - truth))
        }
        for _ in 0..<Int(count.rounded()) {
          row.withUnsafeBufferPointer { builder.append($0) }
        }
      }
    }
    let fitted = try TripletLabelModel().fitted(to: builder.finish())
    for (skill, expected) in zip(fitted.parameters.skills, [0.9, 0.8, 0.7]) {
      #expect(abs(skill - expected) < 1e-9)
    }
    var two = VotePatterns.Builder(voters: ["a", "b"], labelSpace: .numbered(2))
    two.append(entries: [VotePatterns.Entry(voter: 0, ballot: 0)])
    let votes = two.finish()
    #expect(throws: LabelModelError.tooFewVoters(model: "triplet", needed: 3, found: 2)) {
      try TripletLabelModel().fitted(to: votes)
    }
  }

  /// Five annotators who know the answer half to nine times in ten and else pick a class; one
  /// document in ten is of the second class.
  private static func imbalanced(seed: UInt64) -> (votes: VotePatterns, truth: [Int]) {
    var generator = SeededGenerator(seed: seed)
    let skills = (0..<5).map { _ in Double.random(in: 0.5...0.9, using: &generator) }
    var builder = VotePatterns.Builder(
      voters: skills.indices.map { "w\($0)" },
      labelSpace: .numbered(2)
    )
    var truth: [Int] = []
    for _ in 0..<600 {
      let y = Int.random(in: 0..<10, using: &generator) == 0 ? 1 : 0
      truth.append(y)
      let row = skills.map { skill -> Int16 in
        let knows = Double.random(in: 0..<1, using: &generator) < skill
        return Int16(knows ? y : Int.random(in: 0...1, using: &generator))
      }
      row.withUnsafeBufferPointer { builder.append($0) }
    }
    return (builder.finish(), truth)
  }

  @Test(arguments: 1...6)
  func `MACE does not take the rare class for guesses`(seed: UInt64) throws {
    let (votes, truth) = Self.imbalanced(seed: seed)
    let mace = try MACE().fitted(to: votes)
    #expect(mace.facts.learning.converged)
    let scores = Scores(try mace.posteriors(of: votes), of: votes, gold: truth)
    let majority = Scores(
      try MajorityVote().fitted(to: votes).posteriors(of: votes),
      of: votes,
      gold: truth
    )
    #expect(scores.accuracy > majority.accuracy - 0.005)
    #expect(scores.logLoss < majority.logLoss)
  }

  @Test func `models that are given the shares of classes start from them`() throws {
    var builder = VotePatterns.Builder(voters: ["a", "b", "c"], labelSpace: .numbered(2))
    for row: [Int16] in [[0, 0, -1], [1, -1, 0], [0, 0, 0], [-1, 1, 1]] {
      row.withUnsafeBufferPointer { builder.append($0) }
    }
    builder.append(entries: [])
    let votes = builder.finish()
    let unvoted = Int(votes.patternOfRow[4])
    let models: [any BalancedLabelModel] = [NaiveBayes(), TripletLabelModel(), MACE()]
    for var model in models {
      model.balance = [0.9, 0.1]
      let soft = try model.fit(to: votes).posteriors(of: votes)
      #expect(abs(Array(soft[row: unvoted])[0] - 0.9) < 1e-9, "\(type(of: model).name)")
      model.balance = [0.9, 0.2]
      #expect(throws: LabelModelError.invalidBalance(values: [0.9, 0.2], classes: 2)) {
        try model.fit(to: votes)
      }
    }
  }
}
