/// MACE: a voter knows the answer or guesses from its own habit.
///
/// *P*(*j* says *v* | *y*) = θ_j [*v* = *y*] + (1 − θ_j) ξ_j(*v*). Variational
/// Bayes with Beta and Dirichlet priors. It starts from soft majority vote
/// instead of random restarts, so it is deterministic.
///
/// Hovy and others take all classes for equally frequent. Where one is rare, people's votes are then
/// best explained by voters who guess the frequent one, from any start. So for annotators a second
/// fit estimates the shares of the classes, and is taken where votes are right clearly more often
/// under it: voters are better than chance.
/// - SeeAlso: Hovy, Berg-Kirkpatrick, Vaswani & Hovy 2013, "Learning whom to
///   trust with MACE", https://aclanthology.org/N13-1132
package struct MACE: AdditiveLabelModel {
  package static let name = "mace"

  /// Share of each class; `nil` for equal shares, or estimated ones where those clearly fit better.
  package var balance: [Double]?
  /// Parameter of the Beta prior on knowing and guessing.
  package var trustPrior: Double
  /// Parameter of the Dirichlet prior on guesses.
  package var guessPrior: Double
  /// At most this many iterations.
  package var maximumIterations: Int
  /// Ends when no posterior changes by this much.
  package var tolerance: Double

  /// Creates the model.
  package init(
    balance: [Double]? = nil,
    trustPrior: Double = 0.5,
    guessPrior: Double = 0.5,
    maximumIterations: Int = 50,
    tolerance: Double = 1e-5
  ) {
    self.balance = balance
    self.trustPrior = trustPrior
    self.guessPrior = guessPrior
    self.maximumIterations = maximumIterations
    self.tolerance = tolerance
  }

  /// Trust and habits.
  package struct Parameters: Codable, Sendable {
    /// Share of each class; `nil` in files of models that took all for equally frequent.
    package var balance: [Double]?
    /// θ: probability that each voter knows, up to the factor that the variational mean lacks.
    package var trust: [Double]
    /// *P*(*j* says *v* | *y*) in row (*j*, *v*), column *y*.
    package var votes: PairRows
  }

  package func learn(
    from table: PairTable,
    start: ClassRows?,
    options: FitOptions
  ) throws(LabelModelError) -> LearnedParameters<Parameters> {
    guard trustPrior > 0, guessPrior > 0 else {
      throw .invalidHyperparameter(name: "trustPrior", rule: "is greater than 0")
    }
    if let given = try ClassBalance.checked(balance, classCount: table.classCount) {
      return fit(table, from: start, balance: given, estimatesBalance: false, options).learned
    }
    let uniform = [Double](repeating: 1 / Double(table.classCount), count: table.classCount)
    let equal = fit(table, from: start, balance: uniform, estimatesBalance: false, options)
    let reading = AbstainModel(
      of: table,
      weights: [Double](repeating: 1, count: table.voterCount)
    )
    guard reading.mode == .annotators else { return equal.learned }
    let estimated = fit(table, from: start, balance: uniform, estimatesBalance: true, options)
    return estimated.rightShare > equal.rightShare + Self.clearGain
      ? estimated.learned : equal.learned
  }

  /// Votes are right so much more often under the fit to be taken.
  private static let clearGain = 0.05

  /// Shares of classes and trust settle together, so about this many times as slowly.
  private static let balancePace = 6

  /// A fit, and the share of votes that are right under it.
  private func fit(
    _ table: PairTable,
    from start: ClassRows?,
    balance: [Double],
    estimatesBalance: Bool,
    _ options: FitOptions
  ) -> (learned: LearnedParameters<Parameters>, rightShare: Double) {
    var posteriors =
      start ?? table.voteShares()
    var parameters = Parameters(
      balance: balance,
      trust: [Double](repeating: 0.5, count: table.voterCount),
      votes: PairRows(pairsOf: table)
    )
    var guesses = [Double](repeating: 1 / Double(table.classCount), count: table.pairCount)
    let pass = ExpectationPass(
      table: table,
      weights: table.coveredCounts(),
      threadCount: options.threadCount
    )
    let loop = ExpectationMaximization(
      maximumIterations: estimatesBalance
        ? maximumIterations * Self.balancePace : maximumIterations,
      tolerance: tolerance
    )
    var right = 0.0
    let outcome = loop.run(pass, posteriors: &posteriors) { counts, totals in
      let rows = totals.reduce(0, +)
      if estimatesBalance, rows > 0 { parameters.balance = totals.map { $0 / rows } }
      for voter in 0..<table.voterCount {
        maximize(voter, counts: counts, table: table, guesses: &guesses, parameters: &parameters)
      }
      right = (0..<table.pairCount).reduce(0) {
        $0 + counts[$1, Int(table.pairSets[$1])]
      }
      return scores(for: table, with: parameters)
    }
    var facts = LearningFacts()
    facts.iterations = outcome.iterations
    facts.converged = outcome.converged
    facts.balance = parameters.balance ?? balance
    let votes = table.pairTotals.reduce(0, +)
    return (
      LearnedParameters(parameters: parameters, facts: facts), votes > 0 ? right / votes : 0
    )
  }

  private func maximize(
    _ voter: Int,
    counts: ClassRows,
    table: PairTable,
    guesses: inout [Double],
    parameters: inout Parameters
  ) {
    let pairs = table.voterStarts[voter]..<table.voterStarts[voter + 1]
    let trust = parameters.trust[voter]
    var known = 0.0
    var guessed = 0.0
    var guessedVotes = [Double](repeating: 0, count: pairs.count)
    for (place, pair) in pairs.enumerated() {
      let right = counts[pair, Int(table.pairSets[pair])]
      let all = counts[row: pair].reduce(0, +)
      let knows = right * trust / (trust + (1 - trust) * guesses[pair])
      known += knows
      guessedVotes[place] = max(all - knows, 0)
      guessed += guessedVotes[place]
    }
    let sum = Digamma.exponential(known + guessed + 2 * trustPrior)
    parameters.trust[voter] = Digamma.exponential(known + trustPrior) / sum
    let guess = Digamma.exponential(guessed + trustPrior) / sum
    let habit = Digamma.exponential(guessed + guessPrior * Double(table.classCount))
    for (place, pair) in pairs.enumerated() {
      guesses[pair] = Digamma.exponential(guessedVotes[place] + guessPrior) / habit
      for y in 0..<table.classCount {
        let knows = y == Int(table.pairSets[pair]) ? parameters.trust[voter] : 0
        parameters.votes.rows[pair, y] = knows + guess * guesses[pair]
      }
    }
  }

  package func accepts(_ parameters: Parameters, voterCount: Int, classCount: Int) -> Bool {
    parameters.trust.count == voterCount && parameters.balance?.count ?? classCount == classCount
      && parameters.votes.fits(voterCount: voterCount, classCount: classCount)
  }

  package func scores(for table: PairTable, with parameters: Parameters) -> AdditiveScores {
    var scores = AdditiveScores(pairCount: table.pairCount, classCount: table.classCount)
    if let balance = parameters.balance { scores.bias = AdditiveScores.logarithms(balance) }
    scores.rows = parameters.votes.logarithms(for: table)
    return scores
  }
}
