extension PooledLabelModel {
  package func accepts(_ parameters: PooledParameters, voterCount: Int, classCount: Int) -> Bool {
    parameters.fit(voterCount: voterCount, classCount: classCount)
  }

  package func scores(
    for table: PairTable,
    with parameters: PooledParameters
  ) -> AdditiveScores {
    let scores = BallotScores(table: table, groups: PairGroups(of: table), parameters: parameters)
    return scores.scores(of: scores.learnedProbabilities())
  }

  package func posteriors(
    of table: PairTable,
    with parameters: PooledParameters,
    options: FitOptions
  ) -> ClassRows {
    var rows = rawPosteriors(of: table, with: parameters, options: options)
    let mixture = mixture(of: table, with: parameters, options: options)
    for x in 0..<table.rowCount where table.gold[x] < 0 { mixture.mix(row: x, into: &rows) }
    return rows
  }

  /// What a row's posterior is made of, besides the softmax of its scores.
  func mixture(
    of table: PairTable,
    with parameters: PooledParameters,
    options: FitOptions
  ) -> PosteriorMixture {
    PosteriorMixture(of: table, model: self, parameters: parameters, options: options)
  }

  /// Mean posterior of all rows, before a declared balance is applied and gold is made one-hot.
  func meanPosterior(
    of table: PairTable,
    with parameters: PooledParameters,
    options: FitOptions
  ) -> [Double] {
    var model = self
    model.balance = nil
    var rows = rawPosteriors(of: table, with: parameters, options: options)
    let mixture = model.mixture(of: table, with: parameters, options: options)
    for x in 0..<table.rowCount { mixture.mix(row: x, into: &rows) }
    table.restrictions.apply(to: &rows)
    var sums = [Double](repeating: 0, count: table.classCount)
    for x in 0..<table.rowCount {
      for y in 0..<table.classCount { sums[y] += table.counts[x] * rows[x, y] }
    }
    let count = table.counts.reduce(0, +)
    return sums.map { $0 / max(count, 1) }
  }

  package func explanation(
    ofRow x: Int,
    of table: PairTable,
    with parameters: PooledParameters
  ) -> PosteriorExplanation? {
    let options = FitOptions(threadCount: 1)
    var explanation = explanationOfScores(ofRow: x, of: table, with: parameters)
    let mixture = mixture(of: table, with: parameters, options: options)
    let parts = mixture.parts(ofRow: x)
    explanation.voteShares = parts.shareWeight > 0 ? parts.shares : nil
    explanation.blend = parts.shareWeight
    explanation.independent = parts.independentWeight > 0 ? parts.independent : nil
    explanation.gate = parts.independentWeight
    explanation.balanceFactors = parameters.balanceFactors
    explanation.posterior = Array(posteriors(of: table, with: parameters, options: options)[row: x])
    return explanation
  }

  package func unvotedPosterior(with parameters: PooledParameters) -> [Double]? {
    parameters.unvoted
  }
}
