extension PooledFit {
  /// The M-step for annotators: θ[*j*, *y*, *v*] = *P*(*j* says *v* | *y*).
  ///
  /// Confusion matrices drawn to an anchor made of the class' accuracy, the
  /// annotator's skill and the errors of all.
  mutating func maximizeAnnotators(counts: ClassRows, totals: [Double]) {
    let classCount = table.classCount
    parameters.balance = model.balance ?? Self.smoothed(totals)
    // S[y, v]: expected votes of all annotators.
    var all = ClassRows(rowCount: classCount, classCount: classCount)
    for pair in 0..<table.pairCount {
      let vote = Int(table.pairClasses[pair])
      for y in 0..<classCount { all[y, vote] += counts[pair, y] }
    }
    var right = 0.0
    var votes = 0.0
    for y in 0..<classCount {
      right += all[y, y]
      votes += all[row: y].reduce(0, +)
    }
    let accuracy = (right + 1) / (votes + 2)
    parameters.accuracy = accuracy
    parameters.classAccuracy = (0..<classCount).map { y in
      0.5 * (all[y, y] + accuracy) / (all[row: y].reduce(0, +) + 1) + 0.5 * accuracy
    }
    let errors = errorProfile(all)
    let anchor = PooledAnchor(parameters)
    for voter in 0..<table.voterCount {
      let pairs = table.voterStarts[voter]..<table.voterStarts[voter + 1]
      let truths = (0..<classCount).map { y in pairs.reduce(0) { $0 + counts[$1, y] } }
      let skill = skill(of: voter, counts: counts, truths: truths)
      parameters.skills[voter] = skill
      learnConfusion(of: pairs, counts: counts, truths: truths) { y, vote in
        let recall = anchor.recall(of: skill, y: y)
        return y == vote ? recall : (1 - recall) * errors[y, vote]
      }
    }
  }

  /// *E*[*y*, *v*]: which wrong votes are given on each class.
  private func errorProfile(_ all: ClassRows) -> ClassRows {
    let classCount = table.classCount
    var errors = ClassRows(rowCount: classCount, classCount: classCount)
    for y in 0..<classCount {
      var sum = 0.0
      for v in 0..<classCount where v != y {
        errors[y, v] = all[y, v] + 1 / Double(classCount)
        sum += errors[y, v]
      }
      if sum > 0 { errors.scale(row: y, by: 1 / sum) }
    }
    return errors
  }

  /// Odds of being right, against what the classes answered would give the average annotator.
  private func skill(of voter: Int, counts: ClassRows, truths: [Double]) -> Double {
    let prior = 4 * parameters.weights[voter]
    var right = 0.0
    for pair in table.voterStarts[voter]..<table.voterStarts[voter + 1] {
      right += counts[pair, Int(table.pairClasses[pair])]
    }
    var expected = 0.0
    for (y, truth) in truths.enumerated() { expected += truth * parameters.classAccuracy[y] }
    let all = truths.reduce(0, +)
    let accuracy = parameters.accuracy
    let hits = (right + prior * accuracy) / (expected + prior * accuracy)
    let misses =
      (max(all - right, 0) + prior * (1 - accuracy))
      / (max(all - expected, 0) + prior * (1 - accuracy))
    return hits / misses
  }

  private mutating func learnConfusion(
    of pairs: Range<Int>,
    counts: ClassRows,
    truths: [Double],
    anchor: (_ y: Int, _ vote: Int) -> Double
  ) {
    guard let first = pairs.first else { return }
    let share = model.anchorShare ?? PooledLabelModel.defaultAnnotatorAnchorShare
    let prior = 4 * parameters.weights[Int(table.pairVoters[first])]
    for (y, truth) in truths.enumerated() {
      // The anchor sums to 1 over all votes, used ones or not.
      let total = (1 - share) * truth + prior + share * truth
      for pair in pairs {
        let vote = Int(table.pairClasses[pair])
        let learned = (1 - share) * counts[pair, y] + (prior + share * truth) * anchor(y, vote)
        parameters.votes.rows[pair, y] = learned / total
      }
    }
  }
}
