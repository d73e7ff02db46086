/// A label model whose log posterior is a prior plus a score per vote.
///
/// Gives posteriors and explanations of the scores for nothing more.
package protocol AdditiveLabelModel: LabelModel {
  /// Scores of these votes.
  func scores(for table: PairTable, with parameters: Parameters) -> AdditiveScores

  /// Posterior of rows without any vote; `nil` for the softmax of the bias.
  func unvotedPosterior(with parameters: Parameters) -> [Double]?
}

extension AdditiveLabelModel {
  package func posteriors(
    of table: PairTable,
    with parameters: Parameters,
    options: FitOptions
  ) -> ClassRows {
    rawPosteriors(of: table, with: parameters, options: options)
  }

  /// Softmax of the scores; rows with gold are one-hot.
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

  package func unvotedPosterior(with parameters: Parameters) -> [Double]? { nil }

  package func explanation(
    ofRow x: Int,
    of table: PairTable,
    with parameters: Parameters
  ) -> PosteriorExplanation? { explanationOfScores(ofRow: x, of: table, with: parameters) }

  /// The parts of a posterior that is the softmax of its scores.
  func explanationOfScores(
    ofRow x: Int,
    of table: PairTable,
    with parameters: Parameters
  ) -> PosteriorExplanation {
    let scores = scores(for: table, with: parameters)
    let raw = Array(
      rawPosteriors(of: table, with: parameters, options: FitOptions(threadCount: 1))[row: x]
    )
    let unvoted = table.isCovered(x) ? nil : unvotedPosterior(with: parameters)
    return PosteriorExplanation(
      prior: unvoted.map(AdditiveScores.logarithms) ?? scores.bias,
      contributions: table.pairs(ofRow: x).map { pair in
        PosteriorExplanation.Contribution(
          voter: Int(table.pairVoters[Int(pair)]),
          classes: table.classes(ofPair: Int(pair)),
          level: table.pairLevels[Int(pair)] < 0 ? nil : Int(table.pairLevels[Int(pair)]),
          scores: Array(scores.rows[row: Int(pair)])
        )
      },
      raw: raw,
      gold: table.gold[x] >= 0 ? Int(table.gold[x]) : nil,
      posterior: raw
    )
  }
}
