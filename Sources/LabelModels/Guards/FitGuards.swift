package import LabelingCore

/// What can be said about a fit, from the model and its posteriors.
package enum FitGuards {
  /// All warnings, the gravest first.
  ///
  /// - Parameters:
  ///   - fitted: The model.
  ///   - votes: The votes it was fitted to.
  ///   - posteriors: Its posteriors of these votes.
  ///   - declaredBalance: Shares of the classes as the user knows them.
  /// - Returns: Warnings, none for a sound fit.
  package static func warnings(
    about fitted: any FittedLabelModel,
    votes: VotePatterns,
    posteriors: SoftLabels,
    declaredBalance: [Double]? = nil
  ) -> [LabelModelWarning] {
    var warnings: [LabelModelWarning] = []
    let table = PairTable(votes)
    let shares = table.voteShares()
      .softLabels()
    warnings += collapse(posteriors, shares: shares, votes: votes)
    let learning = fitted.facts.learning
    if !learning.converged, type(of: fitted).name != PooledLabelModel.name {
      // For the default model the number of iterations is a cap, not a claim.
      warnings.append(.notConverged(iterations: learning.iterations))
    }
    if let gold = learning.gold, gold.randomness < 1 {
      let classes = fitted.labelSpace.classes
      warnings.append(
        .goldIsNoSample(
          classes: classes.indices.filter { gold.documents[$0] > 0 }.map { classes[$0] },
          deviate: gold.deviate,
          randomness: gold.randomness
        )
      )
    }
    let balance = estimatedBalance(posteriors, votes: votes)
    warnings += contradictions(fitted, balance: balance)
    if let declaredBalance, declaredBalance.count == balance.count {
      for (y, declared) in declaredBalance.enumerated() where abs(balance[y] - declared) > 0.1 {
        warnings.append(
          .balanceFarFromDeclared(
            className: votes.labelSpace.classes[y],
            declared: declared,
            estimated: balance[y]
          )
        )
      }
    }
    return warnings
  }

  /// Mean posterior of the documents with votes.
  private static func estimatedBalance(_ soft: SoftLabels, votes: VotePatterns) -> [Double] {
    var sums = [Double](repeating: 0, count: soft.classCount)
    var all = 0.0
    for x in 0..<votes.patternCount where votes.starts[x] < votes.starts[x + 1] {
      for (y, value) in soft[row: x].enumerated() { sums[y] += Double(votes.counts[x]) * value }
      all += Double(votes.counts[x])
    }
    return sums.map { all > 0 ? $0 / all : 0 }
  }

  /// One class takes all, though by majority vote it does not.
  private static func collapse(
    _ soft: SoftLabels,
    shares: SoftLabels,
    votes: VotePatterns
  ) -> [LabelModelWarning] {
    func winners(_ soft: SoftLabels) -> (counts: [Double], all: Double) {
      var counts = [Double](repeating: 0, count: soft.classCount)
      var all = 0.0
      for x in 0..<votes.patternCount where votes.starts[x] < votes.starts[x + 1] {
        let tied = TieBreaking.winners(of: soft[row: x])
        for y in tied { counts[y] += Double(votes.counts[x]) / Double(tied.count) }
        all += Double(votes.counts[x])
      }
      return (counts, all)
    }
    let (model, all) = winners(soft)
    let (majority, _) = winners(shares)
    guard all >= 20, soft.classCount > 1 else { return [] }
    return model.indices.filter { model[$0] > 0.95 * all && majority[$0] < 0.85 * all }.map {
      .collapsed(
        className: votes.labelSpace.classes[$0],
        share: model[$0] / all,
        majorityShare: majority[$0] / all
      )
    }
  }

  /// Functions whose votes are right less often than if they were dealt out at random.
  private static func contradictions(
    _ fitted: any FittedLabelModel,
    balance: [Double]
  ) -> [LabelModelWarning] {
    let classes = fitted.labelSpace.classes
    return fitted.voterEstimates.compactMap { estimate in
      guard estimate.votes > 0 else { return nil }
      var chance = 0.0
      for votes in estimate.classes {
        guard let y = classes.firstIndex(of: votes.name) else { continue }
        chance += Double(votes.votes) / Double(estimate.votes) * balance[y]
      }
      guard estimate.interval.upper < chance else { return nil }
      return .contradictingFunction(
        name: estimate.voter,
        accuracy: estimate.accuracy,
        chance: chance
      )
    }
  }
}
