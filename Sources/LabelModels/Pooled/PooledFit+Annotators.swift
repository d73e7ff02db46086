internal import LabelingCore

extension PooledFit {
  /// The M-step for annotators: θ[*q*, *y*] = *P*(*j* says *S* | *y*).
  ///
  /// Confusion matrices drawn to an anchor made of the class' accuracy, the
  /// annotator's skill and the answers of all.
  mutating func maximizeAnnotators(counts: ClassRows, totals: [Double]) {
    let classCount = table.classCount
    var totals = totals
    // Gold rows count three times in the votes; in the balance as far as they are a sample.
    for y in 0..<classCount { totals[y] -= 3 * (1 - gold.randomness) * gold.totals[y] }
    parameters.balance = model.balance ?? Self.smoothed(totals)
    var profile = ClassRows(rowCount: table.ballots.sets.count, classCount: classCount)
    for group in 0..<groups.count {
      for y in 0..<classCount { profile[Int(groups.sets[group]), y] += counts[group, y] }
    }
    var rights = [Double](repeating: 0, count: classCount)
    var all = rights
    for set in 0..<profile.rowCount {
      for y in 0..<classCount { all[y] += profile[set, y] }
      for y in table.ballots.sets[set] { rights[y] += profile[set, y] }
    }
    let accuracy = (rights.reduce(0, +) + 1) / (all.reduce(0, +) + 2)
    parameters.accuracy = accuracy
    parameters.classAccuracy = (0..<classCount).map { y in
      0.5 * (rights[y] + accuracy) / (all[y] + 1) + 0.5 * accuracy
    }
    parameters.profile = (0..<profile.rowCount).map {
      PooledParameters.SetProfile(
        classes: table.ballots.sets[$0],
        votes: Array(profile[row: $0])
      )
    }
    let anchor = RecallAnchor(parameters)
    for voter in 0..<table.voterCount {
      let own = groups.starts[voter]..<groups.starts[voter + 1]
      let truths = (0..<classCount).map { y in own.reduce(0) { $0 + counts[$1, y] } }
      let skill = skill(of: voter, counts: counts, truths: truths)
      parameters.skills[voter] = skill
      learnConfusion(of: own, counts: counts, truths: truths, skill: skill, anchor: anchor)
    }
  }

  /// Odds of being right, against what the classes answered would give the average annotator.
  private func skill(of voter: Int, counts: ClassRows, truths: [Double]) -> Double {
    let prior = 4 * parameters.weights[voter]
    var right = 0.0
    for group in groups.starts[voter]..<groups.starts[voter + 1] {
      for y in table.ballots.sets[Int(groups.sets[group])] { right += counts[group, y] }
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
    of own: Range<Int>,
    counts: ClassRows,
    truths: [Double],
    skill: Double,
    anchor: RecallAnchor
  ) {
    guard let first = own.first else { return }
    let share = model.anchorShare ?? PooledLabelModel.defaultAnnotatorAnchorShare
    let prior = 4 * parameters.weights[Int(groups.voters[first])]
    let sets = own.map { table.ballots.sets[Int(groups.sets[$0])] }
    let list = RecallAnchor.List(used: sets)
    for (y, truth) in truths.enumerated() {
      let shares = anchor.shares(of: list, skill: skill, y: y)
      // The anchor sums to 1 over the list, used ballots or not.
      let total = truth + prior
      for (place, group) in own.enumerated() {
        let learned =
          (1 - share) * counts[group, y]
          + (prior + share * truth) * shares.probability(of: sets[place])
        probabilities[group, y] = learned / total
      }
    }
  }
}
