extension PooledFit {
  /// Weight of the learned values against gold: as much as ten gold votes.
  private static let learnedWeight = 10.0

  /// The M-step for labeling functions: *M*[*j*, *v*, *y*] = *P*(*y* | *j* said *v*).
  ///
  /// Naive Bayes over precisions; silence contributes nothing. The anchor keeps
  /// its share however many votes there are ("coarsened" posterior), which is
  /// what stops drift when functions depend on one another.
  mutating func maximizeFunctions(counts: ClassRows, totals: [Double]) {
    let classCount = table.classCount
    let estimated = Self.smoothed(totals)
    var balance = (0..<classCount).map { (estimated[$0] + 0.5 * shareBalance[$0]) / 1.5 }
    var hits = [Double](repeating: 0, count: classCount)
    var votes = hits
    for pair in 0..<table.pairCount {
      let vote = Int(table.pairClasses[pair])
      hits[vote] += counts[pair, vote]
      votes[vote] += pairTotals[pair]
    }
    let accuracy = (hits.reduce(0, +) + 0.6) / (votes.reduce(0, +) + 1)
    var classAccuracy = (0..<classCount).map {
      0.5 * (hits[$0] + accuracy) / (votes[$0] + 1) + 0.5 * accuracy
    }
    if let goldVotes {
      let rows = goldTotals.reduce(0, +)
      for y in 0..<classCount {
        balance[y] =
          (Self.learnedWeight * balance[y] + goldTotals[y]) / (Self.learnedWeight + rows)
      }
      var right = [Double](repeating: 0, count: classCount)
      var all = right
      for pair in 0..<table.pairCount {
        let vote = Int(table.pairClasses[pair])
        right[vote] += goldVotes[pair, vote]
        all[vote] += goldVotes[row: pair].reduce(0, +)
      }
      for v in 0..<classCount {
        classAccuracy[v] =
          (Self.learnedWeight * classAccuracy[v] + right[v]) / (Self.learnedWeight + all[v])
      }
    }
    parameters.balance = balance
    parameters.classAccuracy = classAccuracy
    parameters.accuracy = accuracy
    let anchor = PooledAnchor(parameters)
    let anchors = (0..<classCount).map { vote in
      (0..<classCount).map { anchor.precision(ofVote: vote, y: $0) }
    }
    for pair in 0..<table.pairCount { learnPrecision(pair: pair, counts: counts, anchors: anchors) }
  }

  private mutating func learnPrecision(pair: Int, counts: ClassRows, anchors: [[Double]]) {
    let classCount = table.classCount
    let share = model.anchorShare ?? PooledLabelModel.defaultFunctionAnchorShare
    let vote = Int(table.pairClasses[pair])
    let weight = parameters.weights[Int(table.pairVoters[pair])]
    let balance = parameters.balance
    var precision = (0..<classCount).map { y in
      (1 - share) * counts[pair, y]
        + (5 * weight + share * pairTotals[pair]) * anchors[vote][y]
    }
    let sum = precision.reduce(0, +)
    for y in 0..<classCount { precision[y] /= sum }
    if let goldVotes {
      let gold = goldVotes[row: pair].reduce(0, +)
      let learned = Self.learnedWeight * weight
      for y in 0..<classCount {
        precision[y] = (learned * precision[y] + goldVotes[pair, y]) / (learned + gold)
      }
    }
    // A vote never favors another class more than its own.
    let own = precision[vote] / balance[vote]
    for y in 0..<classCount {
      parameters.votes.rows[pair, y] = min(precision[y] / balance[y], own) * balance[y]
    }
  }
}
