internal import LabelingCore

/// Expectation maximization for several classes a document: a binary problem per class, their
/// parameters pooled over classes and voters.
///
/// Notation: class *c*; *b* what a statement says, present or absent; pair *f* = (voter, *c*, *b*);
/// *X* its weighted statements; *Q_xc* the probability of *c* on document *x*; φ of a stratum as in
/// ``ActivityStrata``. Pseudo-counts: 10 documents a pair, drawn to the pooled rate of its kind.
struct MultiLabelFit {
  /// Where nobody speaks of a class, before the first pass.
  private static let unspoken = 0.01
  /// A vote share counts this much before the first pass.
  private static let startingTrust = 0.8
  /// Documents that the pooled rates count in each pair's.
  private static let pseudoDocuments = 10.0
  /// What a document with a gold label counts.
  private static let goldWeight = 3.0

  private let model: MultiLabelModel
  let table: StatementTable
  let weights: [Double]
  private let pass: StatementPass
  /// Weighted statements of each pair.
  let totals: [Double]
  /// Weighted documents of each stratum.
  private let sizes: [Double]
  /// What was learned.
  var parameters: MultiLabelParameters

  init(_ model: MultiLabelModel, to table: StatementTable, weights: [Double], _ options: FitOptions)
  {
    self.model = model
    self.table = table
    self.weights = weights
    let strata: ActivityStrata
    let ofRows: [Int32]
    if model.mode == .functions {
      let activities = ActivityStrata.activities(of: table, weights: weights)
      let found = ActivityStrata(activity: activities, counts: table.counts)
      strata = found
      ofRows = activities.map { Int32(found.stratum(of: $0)) }
    } else {
      strata = .single(documents: Int(table.counts.reduce(0, +)))
      ofRows = [Int32](repeating: 0, count: table.rowCount)
    }
    let documents = (0..<table.rowCount).map {
      table.counts[$0] * (table.gold[$0] >= 0 ? Self.goldWeight : 1)
    }
    var sizes = [Double](repeating: 0, count: strata.count)
    var totals = [Double](repeating: 0, count: table.pairCount)
    for x in 0..<table.rowCount {
      sizes[Int(ofRows[x])] += documents[x]
      for index in table.rowStarts[x]..<table.rowStarts[x + 1] {
        totals[Int(table.rowPairs[index])] += documents[x] * Double(table.rowTimes[index])
      }
    }
    self.sizes = sizes
    self.totals = totals
    pass = StatementPass(
      table: table,
      weights: documents,
      strata: ofRows,
      stratumCount: strata.count,
      threadCount: options.threadCount
    )
    parameters = MultiLabelParameters(
      mode: model.mode,
      shares: [],
      present: MultiLabelParameters.Pool(rate: 0, precision: 0),
      absent: MultiLabelParameters.Pool(rate: 0, precision: 0),
      strata: strata,
      statements: table.pairs.map {
        MultiLabelParameters.Statement(
          classIndex: $0.classIndex,
          voter: $0.voter,
          isPresent: $0.isPresent,
          weight: 1,
          rateIfPresent: 0,
          rateIfAbsent: 0,
          votes: 0,
          presentShare: 0
        )
      }
    )
    for pair in table.pairs.indices { parameters.statements[pair].weight = weights[pair] }
  }

  /// Runs to convergence, or as often as the model says.
  ///
  /// - Parameter earlier: Votes as an earlier model knows them, and its probabilities of them, to
  ///   start from; `nil` starts from vote shares.
  /// - Returns: How it went.
  mutating func run(
    from earlier: (votes: VotePatterns, probabilities: SoftLabels)? = nil
  ) -> (iterations: Int, converged: Bool) {
    var posteriors = start()
    if let earlier {
      let k = table.classCount
      for x in 0..<table.rowCount where table.gold[x] < 0 {
        // Where only voters spoke that the earlier model does not know, it takes them for silent.
        let hasVotes = table.rowStarts[x] < table.rowStarts[x + 1]
        if hasVotes, earlier.votes.entries(of: x).isEmpty { continue }
        for (c, value) in earlier.probabilities[row: x].enumerated() {
          posteriors[x * k + c] = value
        }
      }
    }
    var sums = pass.run(scores: nil, posteriors: &posteriors)
    var iterations = 0
    var hasConverged = false
    while iterations < model.maximumIterations, !hasConverged {
      learn(from: sums)
      let scores = StatementScores(parameters, for: table)
      sums = pass.run(scores: scores, posteriors: &posteriors)
      iterations += 1
      hasConverged = sums.largestChange < model.tolerance
    }
    count(sums)
    return (iterations, hasConverged)
  }

  /// Vote shares, gold labels clamped.
  private func start() -> [Double] {
    let k = table.classCount
    var posteriors = [Double](repeating: 0, count: table.rowCount * k)
    var present = [Double](repeating: 0, count: k)
    var all = present
    for x in 0..<table.rowCount {
      if table.gold[x] >= 0 {
        for c in table.goldSets[Int(table.gold[x])] { posteriors[x * k + c] = 1 }
        continue
      }
      table.sums(ofRow: x, weights: weights, present: &present, all: &all)
      for c in 0..<k {
        posteriors[x * k + c] =
          all[c] > 0 ? Self.startingTrust * present[c] / all[c] : Self.unspoken
      }
    }
    return posteriors
  }

  /// The M-step: pooled rates, then each pair's.
  private mutating func learn(from sums: StatementPass.Sums) {
    let k = table.classCount
    let n = sizes.reduce(0, +)
    let factors = parameters.strata.factors
    var (classes, exposed, unexposed) = (
      [Double](repeating: 0, count: k), [Double](repeating: 0, count: k),
      [Double](repeating: 0, count: k)
    )
    for s in factors.indices {
      for c in 0..<k {
        let own = sums.classes[s * k + c]
        classes[c] += own
        exposed[c] += factors[s] * own
        unexposed[c] += factors[s] * (sizes[s] - own)
      }
    }
    parameters.shares = classes.map { ($0 + 1) / (n + 2) }
    guard parameters.mode == .functions else { return learnAnswers(from: sums) }
    parameters.present = pool(saying: true, sums, exposed)
    parameters.absent = pool(saying: false, sums, exposed)
    for (pair, key) in table.pairs.enumerated() {
      let pool = key.isPresent ? parameters.present : parameters.absent
      let wrong = (1 - pool.precision) * totals[pair] / max(unexposed[key.classIndex], 1)
      setRates(
        of: pair,
        sums,
        chances: (exposed[key.classIndex], unexposed[key.classIndex]),
        anchors: (pool.rate, wrong)
      )
    }
  }

  /// A pair's rates: its own counts, and the anchors as often as ten documents would.
  ///
  /// - Parameters:
  ///   - pair: The pair.
  ///   - sums: What the last pass found.
  ///   - chances: Documents with and without the class on which it could have been said.
  ///   - anchors: The rates that it is drawn to.
  mutating func setRates(
    of pair: Int,
    _ sums: StatementPass.Sums,
    chances: (present: Double, absent: Double),
    anchors: (present: Double, absent: Double)
  ) {
    let m = Self.pseudoDocuments
    let misses = totals[pair] - sums.hits[pair]
    parameters.statements[pair].rateIfPresent = clip(
      (sums.hits[pair] + m * anchors.present) / (chances.present + m),
      from: 1e-5
    )
    parameters.statements[pair].rateIfAbsent = clip(
      (misses + m * anchors.absent) / (chances.absent + m),
      from: 1e-6
    )
  }

  private func pool(
    saying isPresent: Bool,
    _ sums: StatementPass.Sums,
    _ chances: [Double]
  ) -> MultiLabelParameters.Pool {
    var (hits, misses, exposed) = (0.0, 0.0, 0.0)
    for pair in table.pairs.indices where table.pairs[pair].isPresent == isPresent {
      hits += weights[pair] * sums.hits[pair]
      misses += weights[pair] * (totals[pair] - sums.hits[pair])
      exposed += weights[pair] * chances[table.pairs[pair].classIndex]
    }
    return MultiLabelParameters.Pool(
      rate: (hits + 0.5) / (exposed + 1),
      precision: (hits + 0.6) / (hits + misses + 1)
    )
  }

  private func clip(_ rate: Double, from least: Double) -> Double { min(max(rate, least), 0.9999) }

  /// What each pair said in all, for reports.
  private mutating func count(_ sums: StatementPass.Sums) {
    var votes = [Double](repeating: 0, count: table.pairCount)
    for x in 0..<table.rowCount {
      for index in table.rowStarts[x]..<table.rowStarts[x + 1] {
        votes[Int(table.rowPairs[index])] += table.counts[x]
      }
    }
    for pair in table.pairs.indices {
      parameters.statements[pair].votes = Int(votes[pair])
      parameters.statements[pair].presentShare = sums.hits[pair] / totals[pair]
    }
  }
}
