/// A label model whose log posterior is a prior plus a score per vote.
///
/// Gives posteriors and explanations of the scores for nothing more.
package protocol AdditiveLabelModel: LabelModel {
  /// Scores of these votes.
  func scores(for table: PairTable, with parameters: Parameters) -> AdditiveScores

  /// Writes the vote shares that the softmax of a row is mixed with; returns their weight.
  func blend(
    ofRow x: Int,
    of table: PairTable,
    with parameters: Parameters,
    into shares: inout [Double]
  ) -> Double

  /// Whether rows are blended at all.
  var blends: Bool { get }

  /// Posterior of rows without any vote; `nil` for the softmax of the bias.
  func unvotedPosterior(with parameters: Parameters) -> [Double]?
}

extension AdditiveLabelModel {
  package func posteriors(
    of table: PairTable,
    with parameters: Parameters,
    options: FitOptions
  ) -> ClassRows {
    var rows = rawPosteriors(of: table, with: parameters, options: options)
    guard blends else { return rows }
    var shares = [Double](repeating: 0, count: table.classCount)
    for x in 0..<table.rowCount where table.gold[x] < 0 {
      let weight = blend(ofRow: x, of: table, with: parameters, into: &shares)
      if weight == 0 { continue }
      for y in 0..<table.classCount {
        rows[x, y] = (1 - weight) * rows[x, y] + weight * shares[y]
      }
    }
    return rows
  }

  /// Posteriors before any blending; rows with gold are one-hot.
  package func rawPosteriors(
    of table: PairTable,
    with parameters: Parameters,
    options: FitOptions
  ) -> ClassRows {
    var rows = ClassRows(rowCount: table.rowCount, classCount: table.classCount)
    for x in 0..<table.rowCount where table.gold[x] >= 0 { rows[x, Int(table.gold[x])] = 1 }
    let pass = ExpectationPass(
      table: table,
      weights: table.counts,
      threadCount: options.threadCount
    )
    let scores = scores(for: table, with: parameters)
    _ = pass.run(scores: scores, posteriors: &rows, counting: false)
    if let unvoted = unvotedPosterior(with: parameters) {
      for x in 0..<table.rowCount where !table.isCovered(x) {
        for y in 0..<table.classCount { rows[x, y] = unvoted[y] }
      }
    }
    return rows
  }

  package func blend(
    ofRow x: Int,
    of table: PairTable,
    with parameters: Parameters,
    into shares: inout [Double]
  ) -> Double { 0 }

  package var blends: Bool { false }

  package func unvotedPosterior(with parameters: Parameters) -> [Double]? { nil }

  package func explanation(
    ofRow x: Int,
    of table: PairTable,
    with parameters: Parameters
  ) -> PosteriorExplanation? {
    let scores = scores(for: table, with: parameters)
    let options = FitOptions(threadCount: 1)
    var shares = [Double](repeating: 0, count: table.classCount)
    let weight = blend(ofRow: x, of: table, with: parameters, into: &shares)
    let unvoted = table.isCovered(x) ? nil : unvotedPosterior(with: parameters)
    return PosteriorExplanation(
      prior: unvoted.map(AdditiveScores.logarithms) ?? scores.bias,
      contributions: table.pairs(ofRow: x).map { pair in
        PosteriorExplanation.Contribution(
          voter: Int(table.pairVoters[Int(pair)]),
          classIndex: Int(table.pairClasses[Int(pair)]),
          scores: Array(scores.rows[row: Int(pair)])
        )
      },
      raw: Array(rawPosteriors(of: table, with: parameters, options: options)[row: x]),
      voteShares: weight > 0 ? shares : nil,
      blend: weight,
      gold: table.gold[x] >= 0 ? Int(table.gold[x]) : nil,
      posterior: Array(posteriors(of: table, with: parameters, options: options)[row: x])
    )
  }
}
