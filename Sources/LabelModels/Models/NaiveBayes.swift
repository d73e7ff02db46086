/// Data programming's independent model: an accuracy per function, a class balance that is given.
///
/// Ratner and others' generative model without dependencies: a function is right
/// with one probability whatever the class, whether it votes does not depend on
/// the class. Accuracies maximize the marginal likelihood, by EM with a weak
/// prior that functions are better than chance.
/// - SeeAlso: Ratner et al. 2016, "Data programming", arXiv:1605.07723, equation 1
package struct NaiveBayes: AdditiveLabelModel {
  package static let name = "naive-bayes"

  /// Share of each class; `nil` for equal shares.
  package var balance: [Double]?
  /// Accuracy that functions are expected to have.
  package var expectedAccuracy: Double
  /// Votes' worth of that expectation.
  package var priorVotes: Double
  /// At most this many iterations.
  package var maximumIterations: Int
  /// Ends when no posterior changes by this much.
  package var tolerance: Double

  /// Creates the model.
  package init(
    balance: [Double]? = nil,
    expectedAccuracy: Double = 0.7,
    priorVotes: Double = 2,
    maximumIterations: Int = 100,
    tolerance: Double = 1e-5
  ) {
    self.balance = balance
    self.expectedAccuracy = expectedAccuracy
    self.priorVotes = priorVotes
    self.maximumIterations = maximumIterations
    self.tolerance = tolerance
  }

  package func learn(
    from table: PairTable,
    start: ClassRows?,
    options: FitOptions
  ) throws(LabelModelError) -> LearnedParameters<VoterSkills> {
    let uniform = [Double](repeating: 1 / Double(table.classCount), count: table.classCount)
    let balance = try ClassBalance.checked(self.balance, classCount: table.classCount) ?? uniform
    guard (0...1).contains(expectedAccuracy), priorVotes > 0 else {
      throw .invalidHyperparameter(name: "expectedAccuracy", rule: "lies between 0 and 1")
    }
    var parameters = VoterSkills(table: table)
    let facts = SkillFit(
      maximumIterations: maximumIterations,
      tolerance: tolerance,
      rightPrior: expectedAccuracy * priorVotes,
      wrongPrior: (1 - expectedAccuracy) * priorVotes,
      balance: balance
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
