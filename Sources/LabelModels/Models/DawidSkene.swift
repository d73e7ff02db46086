internal import LabelingCore

/// Dawid and Skene's model: each voter has a confusion matrix.
///
/// Votes are independent given the class: *P*(votes, *y*) = *p_y* Π_j θ_j[*y*, vote].
/// EM in log space from soft majority vote, to the maximum a posteriori under
/// symmetric Dirichlet priors on the rows of the confusion matrices.
/// - SeeAlso: Dawid & Skene 1979, doi:10.2307/2346806
package struct DawidSkene: AdditiveLabelModel {
  package static let name = "dawid-skene"
  package static let takesAllBallots = true

  /// What a voter's silence means.
  package enum Silence: String, Codable, Sendable {
    /// It says nothing: the voter was not asked.
    case ignored
    /// It is one more answer, with a probability per class.
    case category
  }

  /// What silence means; `nil` takes it for an answer where the votes speak for labeling functions.
  package var silence: Silence?
  /// Added to each count of a confusion matrix (Dirichlet parameter − 1).
  package var pseudoCount: Double
  /// At most this many iterations.
  package var maximumIterations: Int
  /// Ends when no posterior changes by this much.
  package var tolerance: Double

  /// Whether each level of confidence is an answer, and classes have a prior as answers do.
  ///
  /// Else levels are ignored, as the model alone learns too much from them. For
  /// ``IndependenceGate``.
  private var levelsAreAnswers = false

  private enum CodingKeys: String, CodingKey {
    case silence, pseudoCount, maximumIterations, tolerance
  }

  /// The model with silence and each level of confidence as answers.
  static let allAnswers: DawidSkene = {
    var model = DawidSkene(silence: .category)
    model.levelsAreAnswers = true
    return model
  }()

  /// What is added to each count unless another number is asked for.
  package static let defaultPseudoCount = 0.01

  /// Creates the model.
  package init(
    silence: Silence? = nil,
    pseudoCount: Double = defaultPseudoCount,
    maximumIterations: Int = 100,
    tolerance: Double = 1e-5
  ) {
    self.silence = silence
    self.pseudoCount = pseudoCount
    self.maximumIterations = maximumIterations
    self.tolerance = tolerance
  }

  /// Confusion matrices and class balance.
  package struct Parameters: Codable, Sendable {
    /// Share of each class.
    package var balance: [Double]
    /// θ_j[*y*, *v*] in row (*j*, *v*), column *y*.
    package var confusion: PairRows
    /// Probability of silence, a row of classes per voter; empty where it is ignored.
    package var silent: [[Double]]
  }

  /// Smallest count of a vote that occurs, where there is no prior.
  private static let leastCount = 1e-10

  package func learn(
    from table: PairTable,
    start: ClassRows?,
    options: FitOptions
  ) throws(LabelModelError) -> LearnedParameters<Parameters> {
    guard pseudoCount >= 0 else {
      throw .invalidHyperparameter(name: "pseudoCount", rule: "is at least 0")
    }
    if silence == .category, table.hasRepeatedVotes { throw .repeatedVotes(model: Self.name) }
    var model = self
    model.silence = silence ?? Self.silence(in: table)
    return model.learnAnswers(
      from: table.withoutLevels(),
      start: start,
      weights: model.silence == .category ? table.counts : table.coveredCounts(),
      options: options
    )
  }

  /// Learns with a weight per row; silence is known to be an answer or not.
  func learnAnswers(
    from table: PairTable,
    start: ClassRows?,
    weights: [Double],
    options: FitOptions
  ) -> LearnedParameters<Parameters> {
    var posteriors = start ?? table.voteShares()
    var parameters = Parameters(
      balance: [Double](repeating: 1 / Double(table.classCount), count: table.classCount),
      confusion: PairRows(pairsOf: table),
      silent: []
    )
    let pass = ExpectationPass(table: table, weights: weights, threadCount: options.threadCount)
    let loop = ExpectationMaximization(maximumIterations: maximumIterations, tolerance: tolerance)
    let outcome = loop.run(pass, posteriors: &posteriors) { counts, totals in
      let prior = levelsAreAnswers ? pseudoCount : 0
      let sum = totals.reduce(0, +) + prior * Double(totals.count)
      if sum > 0 { parameters.balance = totals.map { ($0 + prior) / sum } }
      parameters.silent = []
      for voter in 0..<table.voterCount {
        maximize(
          voter,
          counts: counts,
          totals: silence == .category ? totals : nil,
          table: table,
          parameters: &parameters
        )
      }
      return scores(for: table, with: parameters)
    }
    var facts = LearningFacts()
    facts.iterations = outcome.iterations
    facts.converged = outcome.converged
    facts.mode = silence?.rawValue
    facts.balance = parameters.balance
    return LearnedParameters(parameters: parameters, facts: facts)
  }

  /// Silence is an answer in the mode that the default model would choose functions in.
  private static func silence(in table: PairTable) -> Silence {
    if table.hasRepeatedVotes { return .ignored }
    let weights = [Double](repeating: 1, count: table.voterCount)
    return AbstainModel(of: table, weights: weights).mode == .functions ? .category : .ignored
  }

  /// The M-step (Dawid & Skene's equation 2.3, with pseudo-counts) for one voter.
  ///
  /// `totals` are the expected documents per class where silence is an answer.
  private func maximize(
    _ voter: Int,
    counts: ClassRows,
    totals: [Double]?,
    table: PairTable,
    parameters: inout Parameters
  ) {
    let classCount = table.classCount
    let pairs = table.voterStarts[voter]..<table.voterStarts[voter + 1]
    // Without a prior, as in crowd-kit, only answers that occur share the mass.
    let answers = pseudoCount > 0 ? Self.answerCount(pairs, table) : pairs.count
    var silent = [Double](repeating: 0, count: classCount)
    for y in 0..<classCount {
      var given = pseudoCount * Double(answers - pairs.count)
      var votes = 0.0
      for pair in pairs {
        given += smoothed(counts[pair, y])
        votes += counts[pair, y]
      }
      let silentCount = totals.map { smoothed(max(0, $0[y] - votes)) } ?? 0
      let total = given + silentCount
      for pair in pairs { parameters.confusion.rows[pair, y] = smoothed(counts[pair, y]) / total }
      silent[y] = total > 0 ? silentCount / total : 1
    }
    if totals != nil { parameters.silent.append(silent) }
  }

  /// The answers a voter may give: the sets it used, each class alone where one was used or only
  /// one set was, and each level it used.
  private static func answerCount(_ pairs: Range<Int>, _ table: PairTable) -> Int {
    let sets = Set(table.pairSets[pairs])
    let multiple = sets.count { Int($0) >= table.classCount }
    let hasSingles = sets.count <= 1 || multiple < sets.count
    let levels = pairs.count { table.pairLevels[$0] >= 0 }
    return multiple + (hasSingles ? table.classCount : 0) + levels
  }

  private func smoothed(_ count: Double) -> Double {
    pseudoCount > 0 ? count + pseudoCount : max(count, Self.leastCount)
  }

  package func accepts(_ parameters: Parameters, voterCount: Int, classCount: Int) -> Bool {
    let silentFits =
      parameters.silent.isEmpty
      || parameters.silent.count == voterCount
        && parameters.silent.allSatisfy { $0.count == classCount }
    return silentFits && parameters.balance.count == classCount
      && parameters.confusion.fits(voterCount: voterCount, classCount: classCount)
  }

  package func posteriors(
    of table: PairTable,
    with parameters: Parameters,
    options: FitOptions
  ) -> ClassRows {
    let table = levelsAreAnswers ? table : table.withoutLevels()
    return rawPosteriors(of: table, with: parameters, options: options)
  }

  package func explanation(
    ofRow x: Int,
    of table: PairTable,
    with parameters: Parameters
  ) -> PosteriorExplanation? {
    explanationOfScores(ofRow: x, of: table.withoutLevels(), with: parameters)
  }

  package func scores(for table: PairTable, with parameters: Parameters) -> AdditiveScores {
    var scores = AdditiveScores(pairCount: table.pairCount, classCount: table.classCount)
    scores.bias = AdditiveScores.logarithms(parameters.balance)
    for silent in parameters.silent {
      for (y, value) in silent.enumerated() { scores.bias[y] += AdditiveScores.logarithm(value) }
    }
    scores.rows = parameters.confusion.logarithms(for: table)
    if parameters.silent.isEmpty { return scores }
    for pair in 0..<table.pairCount {
      let silent = parameters.silent[Int(table.pairVoters[pair])]
      for y in 0..<table.classCount {
        scores.rows[pair, y] -= AdditiveScores.logarithm(silent[y])
      }
    }
    return scores
  }
}
