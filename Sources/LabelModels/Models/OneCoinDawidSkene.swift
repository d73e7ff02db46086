/// Dawid and Skene's model with one number per voter: the probability of being right.
///
/// Errors fall on the other classes alike; a missing vote says nothing. Few
/// parameters, so it is for voters with few votes each.
/// - SeeAlso: Zhang, Chen, Zhou & Jordan 2014, "Spectral methods meet EM", arXiv:1406.3824
package struct OneCoinDawidSkene: AdditiveLabelModel {
  package static let name = "one-coin-dawid-skene"

  /// Right and wrong votes added to each voter's.
  package var pseudoCount: Double
  /// At most this many iterations.
  package var maximumIterations: Int
  /// Ends when no posterior changes by this much.
  package var tolerance: Double

  /// Creates the model.
  package init(
    pseudoCount: Double = 0.01,
    maximumIterations: Int = 100,
    tolerance: Double = 1e-5
  ) {
    self.pseudoCount = pseudoCount
    self.maximumIterations = maximumIterations
    self.tolerance = tolerance
  }

  package func learn(
    from table: VoteTable,
    start: ClassRows?,
    options: FitOptions
  ) throws(LabelModelError) -> LearnedParameters<VoterSkills> {
    guard pseudoCount >= 0 else {
      throw .invalidHyperparameter(name: "pseudoCount", rule: "is at least 0")
    }
    var parameters = VoterSkills(table: table)
    let facts = SkillFit(
      maximumIterations: maximumIterations,
      tolerance: tolerance,
      rightPrior: pseudoCount,
      wrongPrior: pseudoCount,
      balance: nil
    ).run(on: table, from: start, threadCount: options.threadCount, parameters: &parameters)
    return LearnedParameters(parameters: parameters, facts: facts)
  }

  package func accepts(_ parameters: VoterSkills, voterCount: Int, classCount: Int) -> Bool {
    parameters.balance.count == classCount && parameters.skills.count == voterCount
  }

  package func scores(for table: VoteTable, with parameters: VoterSkills) -> AdditiveScores {
    parameters.scores(for: table)
  }
}

/// EM for voters' skills.
struct SkillFit {
  var maximumIterations: Int
  var tolerance: Double
  /// Right votes added to each voter's.
  var rightPrior: Double
  /// Wrong votes added to each voter's.
  var wrongPrior: Double
  /// Class balance that is kept; `nil` estimates it.
  var balance: [Double]?

  func run(
    on table: VoteTable,
    from start: ClassRows?,
    threadCount: Int,
    parameters: inout VoterSkills
  ) -> LearningFacts {
    if let balance { parameters.balance = balance }
    var posteriors =
      start ?? table.voteShares(weights: [Double](repeating: 1, count: table.voterCount))
    let pass = ExpectationPass(
      table: table,
      weights: table.coveredCounts(),
      threadCount: threadCount
    )
    let loop = ExpectationMaximization(maximumIterations: maximumIterations, tolerance: tolerance)
    let outcome = loop.run(pass, posteriors: &posteriors) { counts, totals in
      let rows = totals.reduce(0, +)
      if balance == nil, rows > 0 { parameters.balance = totals.map { $0 / rows } }
      parameters.maximizeSkills(
        counts: counts,
        table: table,
        rightPrior: rightPrior,
        wrongPrior: wrongPrior
      )
      return parameters.scores(for: table)
    }
    var facts = LearningFacts()
    facts.iterations = outcome.iterations
    facts.converged = outcome.converged
    facts.balance = parameters.balance
    return facts
  }
}
