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
    on table: PairTable,
    from start: ClassRows?,
    threadCount: Int,
    parameters: inout VoterSkills
  ) -> LearningFacts {
    if let balance { parameters.balance = balance }
    var posteriors =
      start ?? table.voteShares()
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
