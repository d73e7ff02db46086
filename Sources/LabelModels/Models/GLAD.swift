internal import RealModule

/// GLAD: voters differ in ability and documents in difficulty.
///
/// A vote is right with probability σ(α_j β_x), errors fall on the other classes
/// alike. Abilities have a normal prior around 1, log β_x one around 0. EM with
/// Newton steps. Documents with the same votes have the same difficulty.
/// - SeeAlso: Whitehill et al. 2009, "Whose vote should count more", NIPS 22
package struct GLAD: LabelModel {
  package static let name = "glad"

  /// At most this many iterations.
  package var maximumIterations: Int
  /// Ends when no ability changes by this much.
  package var tolerance: Double

  /// Creates the model.
  package init(maximumIterations: Int = 50, tolerance: Double = 1e-4) {
    self.maximumIterations = maximumIterations
    self.tolerance = tolerance
  }

  /// What is learned about voters; difficulties follow from it and a document's votes.
  package struct Parameters: Codable, Sendable {
    /// α: ability of each voter; negative for one that is wrong more often than right.
    package var abilities: [Double]
  }

  package func learn(
    from table: PairTable,
    start: ClassRows?,
    options: FitOptions
  ) throws(LabelModelError) -> LearnedParameters<Parameters> {
    var parameters = Parameters(abilities: [Double](repeating: 1, count: table.voterCount))
    var rows = [Row](repeating: Row(classCount: table.classCount), count: table.rowCount)
    var facts = LearningFacts()
    facts.converged = false
    facts.balance = [Double](repeating: 1 / Double(table.classCount), count: table.classCount)
    while facts.iterations < maximumIterations, !facts.converged {
      for x in 0..<table.rowCount where table.isCovered(x) {
        rows[x].infer(row: x, of: table, abilities: parameters.abilities, rounds: 1)
      }
      var change = 0.0
      for _ in 0..<2 {
        change = max(change, improve(&parameters.abilities, rows: rows, table: table))
      }
      facts.iterations += 1
      facts.converged = change < tolerance
    }
    return LearnedParameters(parameters: parameters, facts: facts)
  }

  /// One Newton step of every ability; the objective is concave in each.
  private func improve(_ abilities: inout [Double], rows: [Row], table: PairTable) -> Double {
    var slopes = abilities.map { 1 - $0 }
    var curvatures = [Double](repeating: 1, count: abilities.count)
    for x in 0..<table.rowCount {
      let ease = Double.exp(rows[x].logEase)
      for pair in table.pairs(ofRow: x) {
        let voter = Int(table.pairVoters[Int(pair)])
        let right = rows[x].posterior[Int(table.pairSets[Int(pair)])]
        let chance = Row.logistic(abilities[voter] * ease)
        slopes[voter] += table.counts[x] * (right - chance) * ease
        curvatures[voter] += table.counts[x] * chance * (1 - chance) * ease * ease
      }
    }
    var change = 0.0
    for voter in abilities.indices {
      let step = min(max(slopes[voter] / curvatures[voter], -1), 1)
      abilities[voter] = min(max(abilities[voter] + step, -10), 10)
      change = max(change, abs(step))
    }
    return change
  }

  package func accepts(_ parameters: Parameters, voterCount: Int, classCount: Int) -> Bool {
    parameters.abilities.count == voterCount
  }

  package func posteriors(
    of table: PairTable,
    with parameters: Parameters,
    options: FitOptions
  ) -> ClassRows {
    var posteriors = ClassRows(rowCount: table.rowCount, classCount: table.classCount)
    for x in 0..<table.rowCount {
      var row = Row(classCount: table.classCount)
      row.infer(row: x, of: table, abilities: parameters.abilities, rounds: 30)
      for y in 0..<table.classCount { posteriors[x, y] = row.posterior[y] }
    }
    return posteriors
  }

  package func explanation(
    ofRow x: Int,
    of table: PairTable,
    with parameters: Parameters
  ) -> PosteriorExplanation? { nil }

  /// One row's posterior and the logarithm of its ease β.
  private struct Row {
    var posterior: [Double]
    var logEase = 0.0

    init(classCount: Int) {
      posterior = [Double](repeating: 1 / Double(classCount), count: classCount)
    }

    /// Alternates the posterior and Newton steps for the ease.
    mutating func infer(row x: Int, of table: PairTable, abilities: [Double], rounds: Int) {
      if table.gold[x] >= 0 {
        for y in posterior.indices { posterior[y] = y == Int(table.gold[x]) ? 1 : 0 }
      }
      let pairs = table.pairs(ofRow: x)
      if pairs.isEmpty { return }
      for _ in 0..<rounds {
        let before = logEase
        if table.gold[x] < 0 { update(pairs, of: table, abilities: abilities) }
        for _ in 0..<2 { improveEase(pairs, of: table, abilities: abilities) }
        if abs(logEase - before) < 1e-9 { break }
      }
      if table.gold[x] < 0 { update(pairs, of: table, abilities: abilities) }
    }

    private mutating func update(
      _ pairs: ArraySlice<UInt32>,
      of table: PairTable,
      abilities: [Double]
    ) {
      let ease = Double.exp(logEase)
      let others = Double.log(Double(max(posterior.count - 1, 1)))
      for y in posterior.indices { posterior[y] = 0 }
      for pair in pairs {
        // log σ(z) − log((1 − σ(z)) / (K − 1)): what a vote adds to its own class.
        let score = abilities[Int(table.pairVoters[Int(pair)])] * ease + others
        posterior[Int(table.pairSets[Int(pair)])] += score
      }
      let largest = posterior.max() ?? 0
      var sum = 0.0
      for y in posterior.indices {
        posterior[y] = Double.exp(posterior[y] - largest)
        sum += posterior[y]
      }
      for y in posterior.indices { posterior[y] /= sum }
    }

    private mutating func improveEase(
      _ pairs: ArraySlice<UInt32>,
      of table: PairTable,
      abilities: [Double]
    ) {
      let ease = Double.exp(logEase)
      var slope = -logEase
      var curvature = 1.0
      for pair in pairs {
        let score = abilities[Int(table.pairVoters[Int(pair)])] * ease
        let chance = Self.logistic(score)
        slope += (posterior[Int(table.pairSets[Int(pair)])] - chance) * score
        curvature += chance * (1 - chance) * score * score
      }
      logEase += min(max(slope / curvature, -0.5), 0.5)
      logEase = min(max(logEase, -5), 5)
    }

    static func logistic(_ x: Double) -> Double { 1 / (1 + Double.exp(-x)) }
  }
}
