internal import LabelingCore

/// One run of the pooled model's EM: the sums it keeps and the loop.
///
/// *C* and *N* are the only contact with the votes.
struct PooledFit {
  let model: PooledLabelModel
  let table: PairTable
  let groups: PairGroups
  let threadCount: Int
  /// ω_j *T*: weighted votes of each group.
  let groupTotals: [Double]
  /// The documents of known class.
  let gold: GoldSample
  /// *G*: weighted gold votes of each group per class; `nil` without gold.
  let goldVotes: ClassRows?
  /// Weighted votes of each group without those on chosen gold documents.
  let sampleTotals: [Double]
  /// *T_S*: weighted votes for each set.
  let setTotals: [Double]
  var parameters: PooledParameters
  /// *M* or θ of each group.
  var probabilities: ClassRows
  /// Class balance of the vote shares (soft majority vote).
  var shareBalance: [Double] = []

  init(
    model: PooledLabelModel,
    mode: PooledLabelModel.Mode,
    table: PairTable,
    groups: PairGroups,
    weights: [Double],
    gold: GoldSample,
    threadCount: Int
  ) {
    self.model = model
    self.table = table
    self.groups = groups
    self.gold = gold
    self.threadCount = threadCount
    let classCount = table.classCount
    var totals = [Double](repeating: 0, count: groups.count)
    for pair in 0..<table.pairCount {
      totals[groups.ofPair[pair]] += table.pairTotals[pair] * weights[Int(table.pairVoters[pair])]
    }
    groupTotals = totals
    let goldVotes = gold.hasGold ? Self.goldVotes(table, groups, weights) : nil
    self.goldVotes = goldVotes
    sampleTotals = totals.indices.map { group in
      guard let goldVotes else { return totals[group] }
      let golden = goldVotes[row: group].reduce(0, +)
      return max(totals[group] - (1 - gold.randomness) * golden, 0)
    }
    var setTotals = [Double](repeating: 0, count: table.ballots.sets.count)
    for (group, set) in groups.sets.enumerated() { setTotals[Int(set)] += totals[group] }
    self.setTotals = setTotals
    parameters = PooledParameters(mode: mode, classCount: classCount, weights: weights)
    probabilities = ClassRows(rowCount: groups.count, classCount: classCount)
  }

  private static func goldVotes(
    _ table: PairTable,
    _ groups: PairGroups,
    _ weights: [Double]
  ) -> ClassRows {
    var votes = ClassRows(rowCount: groups.count, classCount: table.classCount)
    for x in 0..<table.rowCount where table.gold[x] >= 0 {
      for pair in table.pairs(ofRow: x) {
        let weight = weights[Int(table.pairVoters[Int(pair)])]
        votes[groups.ofPair[Int(pair)], Int(table.gold[x])] += table.counts[x] * weight
      }
    }
    return votes
  }

  /// What the voters' confidence turned out to be worth; empty where nobody has levels.
  private(set) var worth: [LearningFacts.ConfidenceWorth] = []

  /// Runs EM; the parameters are those of the last posteriors.
  mutating func run(
    from start: ClassRows?
  ) -> (outcome: ExpectationMaximization.Outcome, posteriors: ClassRows) {
    var weights = table.coveredCounts()
    // Gold rows count three times among people; among functions as far as they are a sample.
    let goldWeight = parameters.mode == .annotators ? 3 : gold.randomness
    for x in 0..<table.rowCount where table.gold[x] >= 0 { weights[x] *= goldWeight }
    let shares = table.voteShares(weights: parameters.weights)
    shareBalance = smoothedBalance(shares: shares, weights: weights)
    let pass = ExpectationPass(table: table, weights: weights, threadCount: threadCount)
    let loop = ExpectationMaximization(
      maximumIterations: model.maximumIterations,
      tolerance: model.tolerance
    )
    let pairWeights = table.pairWeights(parameters.weights)
    let hasLevels = table.pairLevels.contains { $0 >= 0 }
    var posteriors = start ?? shares
    let outcome = loop.run(pass, posteriors: &posteriors) { counts, totals in
      var counts = counts
      for pair in 0..<table.pairCount { counts.scale(row: pair, by: pairWeights[pair]) }
      let sums = groups.sums(of: counts)
      switch parameters.mode {
      case .functions: maximizeFunctions(counts: sums, totals: totals)
      case .annotators: maximizeAnnotators(counts: sums, totals: totals)
      }
      if hasLevels {
        let levels = ConfidenceLevels(table: table, weights: parameters.weights, counts: counts)
        parameters.levels = levels.logOdds
        worth = levels.worth(in: table)
      }
      return BallotScores(table: table, groups: groups, parameters: parameters)
        .scores(of: probabilities)
    }
    parameters.unvoted = parameters.balance
    parameters.votes = PairRows(groups: groups, of: table, rows: probabilities)
    return (outcome, posteriors)
  }

  /// (*N_y* + 1) / (*n* + *K*) of the vote shares, gold clamped.
  private func smoothedBalance(shares: ClassRows, weights: [Double]) -> [Double] {
    var totals = [Double](repeating: 0, count: table.classCount)
    for x in 0..<table.rowCount where weights[x] > 0 {
      for y in 0..<table.classCount { totals[y] += weights[x] * shares[x, y] }
    }
    return Self.smoothed(totals)
  }

  static func smoothed(_ totals: [Double]) -> [Double] {
    let sum = totals.reduce(0, +)
    return totals.map { ($0 + 1) / (sum + Double(totals.count)) }
  }
}
