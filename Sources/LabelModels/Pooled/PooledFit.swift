/// One fit of the pooled model: the sums it keeps and the loop.
///
/// *C* and *N* are the only contact with the votes.
struct PooledFit {
  let model: PooledLabelModel
  let table: PairTable
  let threadCount: Int
  /// ω_j *T*: weighted votes of each pair.
  let pairTotals: [Double]
  /// Weighted gold votes of each pair per class; `nil` without gold that was drawn at random.
  let goldVotes: ClassRows?
  /// Gold rows per class.
  let goldTotals: [Double]
  var parameters: PooledLabelModel.Parameters
  /// Class balance of the vote shares (soft majority vote).
  var shareBalance: [Double] = []

  init(
    model: PooledLabelModel,
    mode: PooledLabelModel.Mode,
    table: PairTable,
    weights: [Double],
    threadCount: Int
  ) {
    self.model = model
    self.table = table
    self.threadCount = threadCount
    let classCount = table.classCount
    pairTotals = table.pairTotals.indices.map {
      table.pairTotals[$0] * weights[Int(table.pairVoters[$0])]
    }
    var goldTotals = [Double](repeating: 0, count: classCount)
    var goldVotes = ClassRows(rowCount: table.pairCount, classCount: classCount)
    for x in 0..<table.rowCount where table.gold[x] >= 0 {
      goldTotals[Int(table.gold[x])] += table.counts[x]
      for pair in table.pairs(ofRow: x) {
        let weight = weights[Int(table.pairVoters[Int(pair)])]
        goldVotes[Int(pair), Int(table.gold[x])] += table.counts[x] * weight
      }
    }
    self.goldTotals = goldTotals
    let isSample = model.goldSelection == .random && goldTotals.contains { $0 > 0 }
    self.goldVotes = isSample ? goldVotes : nil
    let uniform = [Double](repeating: 1 / Double(classCount), count: classCount)
    parameters = PooledLabelModel.Parameters(
      mode: mode,
      balance: uniform,
      unvoted: uniform,
      weights: weights,
      classAccuracy: uniform,
      accuracy: 1 / Double(classCount),
      skills: mode == .annotators ? [Double](repeating: 1, count: table.voterCount) : [],
      votes: PairRows(pairsOf: table)
    )
  }

  /// Runs EM; the parameters are those of the last posteriors.
  mutating func run(from start: ClassRows?) -> ExpectationMaximization.Outcome {
    var weights = table.coveredCounts()
    if parameters.mode == .annotators, model.goldSelection == .random {
      // Gold rows count three times.
      for x in 0..<table.rowCount where table.gold[x] >= 0 { weights[x] *= 3 }
    }
    let shares = table.voteShares(weights: parameters.weights)
    shareBalance = smoothedBalance(shares: shares, weights: weights)
    let pass = ExpectationPass(table: table, weights: weights, threadCount: threadCount)
    let loop = ExpectationMaximization(
      maximumIterations: model.maximumIterations,
      tolerance: model.tolerance
    )
    var posteriors = start ?? shares
    let outcome = loop.run(pass, posteriors: &posteriors) { counts, totals in
      var counts = counts
      for pair in 0..<table.pairCount {
        counts.scale(row: pair, by: parameters.weights[Int(table.pairVoters[pair])])
      }
      switch parameters.mode {
      case .functions: maximizeFunctions(counts: counts, totals: totals)
      case .annotators: maximizeAnnotators(counts: counts, totals: totals)
      }
      return model.scores(for: table, with: parameters)
    }
    parameters.unvoted = model.balance ?? parameters.balance
    return outcome
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
