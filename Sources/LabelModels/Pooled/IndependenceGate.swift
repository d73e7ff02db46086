internal import LabelingCore
internal import RealModule

/// Tests, from the votes alone, how far voters look independent given the class.
///
/// Dawid-Skene with silence and each level of confidence as answers is fitted from the posteriors
/// of the pooled model. For every two voters the table of their answers is compared with the one
/// that the fit implies, and the whole patterns likewise (Pearson's statistic over cells of at
/// least five expected documents). Where there are votes enough to tell and nothing speaks against
/// independence, the fit gets up to 0.8 of the say. Votes of real labeling functions keep the gate
/// shut; silence itself is evidence where it is open.
struct IndependenceGate {
  /// What was found.
  private(set) var facts = LearningFacts.Gate()
  /// Dawid and Skene's model; `nil` where it was not fitted.
  private(set) var independent: DawidSkene.Parameters?

  /// The largest say.
  private static let mostOpen = 0.8
  /// Pairs that occur and voters that vote may be this many together.
  private static let mostAnswers = 2000

  /// Tests votes.
  ///
  /// - Parameters:
  ///   - table: The votes.
  ///   - groups: Its pairs with levels together.
  ///   - posteriors: Posteriors of the pooled model.
  ///   - balance: Its share of each class, for documents without votes.
  ///   - goldShare: What a document with gold counts.
  ///   - options: How to run.
  /// - Complexity: O(votes) where the votes are too few; else a fit of Dawid-Skene and
  ///   O(Σ votes² of a pattern + answers² · *k*).
  init(
    of table: PairTable,
    groups: PairGroups,
    posteriors: ClassRows,
    balance: [Double],
    goldShare: Double,
    options: FitOptions
  ) {
    let voting = (0..<table.voterCount).count {
      table.voterStarts[$0] < table.voterStarts[$0 + 1]
    }
    let answers = table.pairCount + voting
    guard !table.hasRepeatedVotes, answers <= Self.mostAnswers, table.classCount > 1, voting > 0
    else {
      facts.isNotApplicable = true
      return
    }
    let weights = table.counts.indices.map {
      table.gold[$0] >= 0 ? goldShare * table.counts[$0] : table.counts[$0]
    }
    let documents = weights.reduce(0, +)
    var votes = 0.0
    for x in 0..<table.rowCount {
      votes += weights[x] * Double(table.rowStarts[x + 1] - table.rowStarts[x])
    }
    let parameters = Double(answers * table.classCount)
    facts.votesPerParameter = votes / parameters
    facts.documentsPerParameter = documents / parameters
    var openness = Self.mostOpen * Ramp.up(votes / parameters, 15, 45)
    if openness > 0 { openness *= Ramp.up(documents / parameters, 4, 8) }
    guard openness > 0 else { return }
    var start = posteriors
    for x in 0..<table.rowCount where !table.isCovered(x) {
      for y in 0..<table.classCount { start[x, y] = balance[y] }
    }
    let learned = DawidSkene.allAnswers
      .learnAnswers(from: table, start: start, weights: weights, options: options).parameters
    independent = learned
    let rarest = Self.rarestClass(
      in: table,
      posteriors: DawidSkene.allAnswers.posteriors(of: table, with: learned, options: options),
      weights: weights
    )
    facts.rarestClass = rarest
    openness *= Ramp.up(rarest, 20, 50)
    guard openness > 0 else { return }
    let free = Double(table.classCount * (table.pairCount + 1) - 1)
    facts.freeParameters = free
    comparePairs(of: table, weights: weights, learned)
    comparePatterns(of: table, weights: weights, documents, learned)
    guard let ratio = facts.ratio, let worst = facts.worst, let freedom = facts.freedom else {
      return
    }
    let independence =
      Ramp.down(ratio, 1, 1.5) * Ramp.down(worst, 4, 6)
      * Ramp.down(facts.patternDeviate ?? 0, 2, 4)
    facts.isDependent = independence == 0
    let enough = max(
      Ramp.up(freedom / free, 1, 1.5),
      Ramp.up((facts.patternFreedom ?? 0) / free, 1, 1.3)
    )
    facts.openness = openness * independence * enough
  }

  /// Expected documents of the rarest class that some ballot names.
  private static func rarestClass(
    in table: PairTable,
    posteriors: ClassRows,
    weights: [Double]
  ) -> Double {
    var isNamed = [Bool](repeating: false, count: table.classCount)
    for pair in 0..<table.pairCount {
      for y in table.classes(ofPair: pair) { isNamed[y] = true }
    }
    var totals = [Double](repeating: 0, count: table.classCount)
    for x in 0..<table.rowCount {
      for y in 0..<table.classCount { totals[y] += weights[x] * posteriors[x, y] }
    }
    return totals.indices.filter { isNamed[$0] }.map { totals[$0] }.min() ?? 0
  }

  private mutating func comparePairs(
    of table: PairTable,
    weights: [Double],
    _ learned: DawidSkene.Parameters
  ) {
    let joint = AnswerPairs(of: table, weights: weights, parameters: learned)
    var (statistic, freedom) = (0.0, 0.0)
    for j in 0..<table.voterCount {
      for k in (j + 1)..<max(table.voterCount, j + 1) {
        guard let (value, own) = joint.statistic(j, k), own > 0 else { continue }
        statistic += value
        freedom += own
        let deviate = Self.deviate(value, freedom: own)
        if deviate > facts.worst ?? -.infinity {
          facts.worst = deviate
          facts.worstPair = [j, k]
        }
      }
    }
    guard freedom > 0 else { return }
    facts.ratio = statistic / freedom
    facts.freedom = freedom
  }

  /// Compares how often each pattern of votes occurs with what the fit implies.
  private mutating func comparePatterns(
    of table: PairTable,
    weights: [Double],
    _ documents: Double,
    _ learned: DawidSkene.Parameters
  ) {
    let scores = DawidSkene.allAnswers.scores(for: table, with: learned)
    var places: [ArraySlice<UInt32>: Int] = [:]
    var observed: [Double] = []
    var expected: [Double] = []
    var sums = [Double](repeating: 0, count: table.classCount)
    for x in 0..<table.rowCount where weights[x] > 0 {
      let pattern = table.pairs(ofRow: x)
      if let place = places[pattern] {
        observed[place] += weights[x]
        continue
      }
      places[pattern] = observed.count
      observed.append(weights[x])
      for y in sums.indices { sums[y] = scores.bias[y] }
      for pair in pattern {
        for y in sums.indices { sums[y] += scores.rows[Int(pair), y] }
      }
      expected.append(documents * sums.reduce(0) { $0 + Double.exp($1) })
    }
    var (statistic, cells) = (0.0, 0.0)
    var (restObserved, restExpected) = (documents, documents)
    for (seen, wanted) in zip(observed, expected) where wanted >= 5 {
      statistic += (seen - wanted) * (seen - wanted) / wanted
      cells += 1
      restObserved -= seen
      restExpected -= wanted
    }
    if restExpected >= 5 {
      statistic += (restObserved - restExpected) * (restObserved - restExpected) / restExpected
      cells += 1
    }
    let freedom = max(cells - 1, 0)
    facts.patternFreedom = freedom
    facts.patternDeviate = freedom > 0 ? Self.deviate(statistic, freedom: freedom) : 0
  }

  /// A chi-squared value as a normal deviate.
  ///
  /// - SeeAlso: Wilson & Hilferty 1931, doi:10.1073/pnas.17.12.684
  private static func deviate(_ value: Double, freedom: Double) -> Double {
    let variance = 2 / (9 * freedom)
    return (Double.root(value / freedom, 3) - (1 - variance)) / variance.squareRoot()
  }
}
