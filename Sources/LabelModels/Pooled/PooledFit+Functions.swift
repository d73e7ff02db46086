internal import LabelingCore

extension PooledFit {
  /// Weight of the learned values against gold: as much as ten gold votes.
  private static let learnedWeight = 10.0

  /// The M-step for labeling functions: *M*[*q*, *y*] = *P*(*y* | *j* said *S*).
  ///
  /// Naive Bayes over precisions; silence contributes nothing. The anchor keeps
  /// its share however many votes there are ("coarsened" posterior), which is
  /// what stops drift when functions depend on one another.
  mutating func maximizeFunctions(counts: ClassRows, totals: [Double]) {
    let classCount = table.classCount
    let estimated = Self.smoothed(totals)
    var balance = (0..<classCount).map { (estimated[$0] + 0.5 * shareBalance[$0]) / 1.5 }
    let flat = FlatShares(of: balance)
    var sets = SetSums(table.ballots.sets, flatShares: flat)
    for group in 0..<groups.count {
      sets.add(counts[row: group], votes: sampleTotals[group], set: Int(groups.sets[group]))
    }
    var accuracies = sets.accuracies()
    if let goldVotes {
      let rows = gold.totals.reduce(0, +)
      let r = gold.randomness
      for y in 0..<classCount {
        balance[y] =
          (Self.learnedWeight * balance[y] + r * gold.totals[y]) / (Self.learnedWeight + r * rows)
      }
      var goldSums = SetSums(table.ballots.sets, flatShares: flat)
      for group in 0..<groups.count {
        goldSums.add(
          goldVotes[row: group],
          votes: goldVotes[row: group].reduce(0, +),
          set: Int(groups.sets[group])
        )
      }
      for set in accuracies.indices {
        accuracies[set] =
          (Self.learnedWeight * accuracies[set] + r * goldSums.hits[set])
          / (Self.learnedWeight + r * goldSums.votes[set])
      }
    }
    parameters.balance = balance
    parameters.flatShares = FlatShares(of: balance).values
    parameters.accuracy = sets.accuracy
    parameters.knowledge = sets.knowledge
    parameters.sets = sets.usedSets.map { set in
      PooledParameters.SetAccuracy(
        classes: table.ballots.sets[set],
        accuracy: min(max(accuracies[set], 0), 1),
        errorCost: sets.errorCosts[set],
        votes: setTotals[set]
      )
    }
    let anchor = PrecisionAnchor(parameters)
    let anchors = Dictionary(
      uniqueKeysWithValues: parameters.sets.enumerated().map { place, set in
        (sets.usedSets[place], anchor.precisions(ofSet: set.classes, accuracy: set.accuracy))
      }
    )
    for group in 0..<groups.count {
      guard let precisions = anchors[Int(groups.sets[group])] else { continue }
      learnPrecision(
        group: group,
        counts: counts,
        totals: totals,
        anchor: precisions
      )
    }
  }

  private mutating func learnPrecision(
    group: Int,
    counts: ClassRows,
    totals: [Double],
    anchor: [Double]
  ) {
    let classCount = table.classCount
    let share = model.anchorShare ?? PooledLabelModel.defaultFunctionAnchorShare
    let weight = parameters.weights[Int(groups.voters[group])]
    let votes = sampleTotals[group]
    let balance = parameters.balance
    var precision = (0..<classCount).map { y in
      (1 - share) * counts[group, y] + (5 * weight + share * votes) * anchor[y]
    }
    Self.normalize(&precision)
    if let goldVotes {
      let learned = Self.learnedWeight * weight
      let golden = goldVotes[row: group].reduce(0, +)
      let r = gold.randomness
      // A chosen document tells what is said of its class, not how often a vote is right.
      var chosen = (0..<classCount).map { y in
        let expected = gold.totals[y] * precision[y] * votes / max(totals[y], 1e-9)
        return precision[y] * (goldVotes[group, y] + learned) / (expected + learned)
      }
      Self.normalize(&chosen)
      for y in 0..<classCount {
        let sampled = (learned * precision[y] + goldVotes[group, y]) / (learned + golden)
        precision[y] = r * sampled + (1 - r) * chosen[y]
      }
    }
    // A vote never favors a class outside of its set more than the set as a whole.
    let set = table.ballots.sets[Int(groups.sets[group])]
    let favor = set.reduce(0) { $0 + precision[$1] } / set.reduce(0) { $0 + balance[$1] }
    var isInside = [Bool](repeating: false, count: classCount)
    for y in set { isInside[y] = true }
    for y in 0..<classCount {
      probabilities[group, y] =
        isInside[y] ? precision[y] : min(precision[y] / balance[y], favor) * balance[y]
    }
  }

  private static func normalize(_ values: inout [Double]) {
    let sum = values.reduce(0, +)
    if sum > 0 { for index in values.indices { values[index] /= sum } }
  }
}

/// *b*: shares that are equal for common classes, and about its own share for a rare one.
///
/// They stand where "knows nothing" is meant: chance, the mass of errors, half of the mass inside
/// of a set, and the pseudo-vote of the blend.
struct FlatShares {
  /// A share per class.
  let values: [Double]

  init(of balance: [Double]) {
    let classCount = Double(balance.count)
    let raised = balance.map { share in
      let capped = min(1, 2 * classCount * share)
      return capped * capped.squareRoot()
    }
    let sum = raised.reduce(0, +)
    values = raised.map { $0 / sum }
  }
}

/// Votes for each set of classes over all functions, and how many of them are right.
struct SetSums {
  /// Corrected hits of each set.
  private(set) var hits: [Double]
  /// *T_S*: votes of each set.
  private(set) var votes: [Double]
  /// ν_S: what an error of a vote for the set costs, so that a vote drawn at random has expected
  /// hits *c_S*, whatever the size of its set.
  let errorCosts: [Double]
  /// *c_S*: the chance of one class of the set.
  private let chances: [Double]
  private let sets: [[Int]]

  init(_ sets: [[Int]], flatShares: FlatShares) {
    self.sets = sets
    hits = [Double](repeating: 0, count: sets.count)
    votes = hits
    var chances: [Double] = []
    var costs: [Double] = []
    for set in sets {
      let share = set.reduce(0) { $0 + flatShares.values[$1] }
      let chance = share / Double(set.count)
      chances.append(chance)
      costs.append(set.count == 1 ? 1 : (1 - chance) / (1 - share))
    }
    self.chances = chances
    errorCosts = costs
  }

  /// Adds expected votes per class of one function.
  mutating func add(_ counts: ArraySlice<Double>, votes count: Double, set: Int) {
    let all = counts.reduce(0, +)
    let inside = sets[set].reduce(0) { $0 + counts[counts.startIndex + $1] }
    let outside = sets[set].count == 1 ? 0 : (1 - errorCosts[set]) * (all - inside)
    hits[set] += inside + outside
    votes[set] += count
  }

  /// The sets that somebody voted for.
  var usedSets: [Int] { votes.indices.filter { votes[$0] > 0 || hits[$0] != 0 } }

  /// *g*: accuracy of all votes.
  var accuracy: Double {
    min(max((hits.reduce(0, +) + 0.6) / (votes.reduce(0, +) + 1), 0), 1)
  }

  /// κ_S before pooling: 0 for votes drawn at random, 1 for votes that are always right.
  private func ownKnowledge(of set: Int) -> Double {
    let rate = (hits[set] + accuracy) / (votes[set] + 1)
    return min(max((rate - chances[set]) / (1 - chances[set]), 0), 1)
  }

  /// κ̄: knowledge of all votes.
  var knowledge: Double {
    let all = votes.reduce(0, +)
    guard all > 0 else { return 0 }
    return votes.indices.reduce(0) { $0 + votes[$1] * ownKnowledge(of: $1) } / all
  }

  /// *a_S* of each set.
  func accuracies() -> [Double] {
    let mean = knowledge
    return votes.indices.map { set in
      let own = 0.5 * ownKnowledge(of: set) + 0.5 * mean
      return own + (1 - own) * chances[set]
    }
  }
}
