/// What a row's posterior is mixed of: the softmax of its scores, its vote shares, and Dawid and
/// Skene's model where the gate is open; then what a declared balance multiplies it by.
struct PosteriorMixture {
  /// The parts of one row.
  struct Parts {
    /// Smoothed vote shares.
    var shares: [Double]
    /// Their weight.
    var shareWeight: Double
    /// Posterior by Dawid and Skene's model; empty where the gate is shut.
    var independent: [Double]
    /// Its weight.
    var independentWeight: Double
  }

  private let table: PairTable
  private let parameters: PooledParameters
  private let blendWeight: Double
  private let weights: [Double]
  private let smoothing: [Double]
  private let independent: ClassRows?
  private let isBalanceKnown: Bool

  init(
    of table: PairTable,
    model: PooledLabelModel,
    parameters: PooledParameters,
    options: FitOptions
  ) {
    self.table = table
    self.parameters = parameters
    blendWeight = model.blendWeight
    isBalanceKnown = model.balance != nil
    let groups = PairGroups(of: table)
    weights = BallotScores(table: table, groups: groups, parameters: parameters).shareWeights()
    let uniform = [Double](
      repeating: 1 / Double(table.classCount),
      count: table.classCount
    )
    smoothing = parameters.mode == .functions ? parameters.flatShares : uniform
    independent = parameters.gate.map { gate in
      DawidSkene.allAnswers.posteriors(of: table, with: gate.independent, options: options)
    }
  }

  /// The parts of a row; without votes there are no shares to blend, yet silence is an answer.
  func parts(ofRow x: Int) -> Parts {
    var shares = [Double](repeating: 0, count: table.classCount)
    let total = table.voteSums(row: x, weights: weights, into: &shares)
    let openness = parameters.gate?.openness ?? 0
    let isVoted = isVoted(x)
    if isVoted {
      for y in shares.indices { shares[y] = (shares[y] + smoothing[y]) / (total + 1) }
    } else {
      shares = parameters.balance
    }
    let rest = 1 - parameters.stackedShare
    return Parts(
      shares: shares,
      shareWeight: isVoted ? rest * (1 - openness) * blendWeight + parameters.stackedShare : 0,
      independent: independent.map { Array($0[row: x]) } ?? [],
      independentWeight: isVoted || !isBalanceKnown ? rest * openness : 0
    )
  }

  private func isVoted(_ x: Int) -> Bool { table.rowStarts[x] < table.rowStarts[x + 1] }

  /// Mixes a row's parts with the softmax of its scores that stands there.
  func mix(row x: Int, into rows: inout ClassRows) {
    let parts = parts(ofRow: x)
    let raw = 1 - parts.shareWeight - parts.independentWeight
    for y in 0..<table.classCount {
      var value = raw * rows[x, y] + parts.shareWeight * parts.shares[y]
      if let independent = parts.independent.isEmpty ? nil : parts.independent[y] {
        value += parts.independentWeight * independent
      }
      rows[x, y] = value
    }
    guard let factors = parameters.balanceFactors, isVoted(x) else { return }
    var sum = 0.0
    for y in 0..<table.classCount {
      rows[x, y] *= factors[y]
      sum += rows[x, y]
    }
    if sum > 0 { rows.scale(row: x, by: 1 / sum) }
  }
}
