extension PooledLabelModel {
  package func accepts(_ parameters: Parameters, voterCount: Int, classCount: Int) -> Bool {
    let skillCount = parameters.mode == .annotators ? voterCount : 0
    return parameters.balance.count == classCount && parameters.unvoted.count == classCount
      && parameters.classAccuracy.count == classCount
      && parameters.weights.count == voterCount && parameters.skills.count == skillCount
      && parameters.votes.fits(voterCount: voterCount, classCount: classCount)
  }

  package func scores(for table: PairTable, with parameters: Parameters) -> AdditiveScores {
    let classCount = table.classCount
    var scores = AdditiveScores(pairCount: table.pairCount, classCount: classCount)
    scores.bias = AdditiveScores.logarithms(parameters.balance)
    for (pair, place) in parameters.votes.places(of: table).enumerated() {
      let voter = Int(table.pairVoters[pair])
      let vote = Int(table.pairClasses[pair])
      let weight = parameters.weights[voter]
      for y in 0..<classCount {
        let probability =
          place.map { parameters.votes.rows[$0, y] }
          ?? unseen(vote: vote, voter: voter, y: y, parameters: parameters)
        var score = AdditiveScores.logarithm(probability)
        if parameters.mode == .functions { score -= scores.bias[y] }
        scores.rows[pair, y] = weight * score
      }
    }
    return scores
  }

  /// What a vote means that the voter never gave while fitting: the anchor alone.
  private func unseen(vote: Int, voter: Int, y: Int, parameters: Parameters) -> Double {
    let anchor = PooledAnchor(parameters)
    switch parameters.mode {
    case .functions: return anchor.precision(ofVote: vote, y: y)
    case .annotators:
      let others = Double(max(parameters.balance.count - 1, 1))
      let right = anchor.recall(of: parameters.skills[voter], y: y)
      return y == vote ? right : (1 - right) / others
    }
  }

  package var blends: Bool { blendWeight > 0 }

  package func blend(
    ofRow x: Int,
    of table: PairTable,
    with parameters: Parameters,
    into shares: inout [Double]
  ) -> Double {
    let total = table.voteSums(row: x, weights: parameters.weights, into: &shares)
    guard total > 0 else { return 0 }
    let classCount = table.classCount
    for y in 0..<classCount { shares[y] = (shares[y] + 1 / Double(classCount)) / (total + 1) }
    return blendWeight
  }

  package func unvotedPosterior(with parameters: Parameters) -> [Double]? { parameters.unvoted }
}
