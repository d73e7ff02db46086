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
    from table: PairTable,
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

  package func scores(for table: PairTable, with parameters: VoterSkills) -> AdditiveScores {
    parameters.scores(for: table)
  }
}
