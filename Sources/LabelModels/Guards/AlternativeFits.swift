package import LabelingCore
internal import RealModule

/// Two ways to read the votes that fit equally well and label documents differently.
///
/// Readings are fits of the default model from different starts: one trusts the
/// one, one the other of the two voters that contradict each other most. They
/// fit equally well when Vuong's test of their likelihoods, each with the
/// confusion matrices that follow from it, does not tell them apart.
/// - SeeAlso: Vuong 1989, doi:10.2307/1912557
package struct AlternativeFits: Sendable {
  /// What the readings differ in.
  package enum Question: Hashable, Sendable {
    /// Which of two voters is to be trusted, by index.
    case voters(first: Int, second: Int)
    /// Whether silence means anything.
    case silence
  }

  /// What the readings differ in.
  package let question: Question
  /// Posteriors of the patterns under each reading.
  package let readings: [SoftLabels]
  /// Documents that get different labels.
  package let documents: Int
  /// About how many gold labels on such documents decide.
  package let goldNeeded: Int
  private let votes: VotePatterns

  /// The readings differ when this share of the voted documents gets other labels.
  private static let leastShare = 0.05
  /// Expected share of right votes under a reading.
  private static func accuracy(_ soft: SoftLabels, table: PairTable) -> Double {
    var right = 0.0
    for x in 0..<table.rowCount {
      for pair in table.pairs(ofRow: x) {
        right += table.classes(ofPair: Int(pair)).reduce(0) {
          $0 + table.counts[x] * soft.values[x * soft.classCount + $1]
        }
      }
    }
    return right / max(table.pairTotals.reduce(0, +), 1)
  }

  /// Vuong's statistic below which neither reading is better.
  private static let mostDistance = 1.96
  /// Gains below this, a Bayes factor of 20, hardly tell what silence means.
  private static let smallGain = 3.0
  /// A reading in which votes are right so much less often is no match: voters are better than chance.
  private static let mostAccuracyLost = 0.05

  /// Looks for two readings; `nil` when there is one only.
  ///
  /// A model that was told what silence means leaves no question about it.
  package static func find(
    in votes: VotePatterns,
    model: PooledLabelModel = PooledLabelModel(),
    options: FitOptions = FitOptions()
  ) throws(LabelModelError) -> AlternativeFits? {
    guard votes.labelSpace.classCount > 1 else { return nil }
    let fitted = try model.fitted(to: votes, options: options)
    let table = PairTable(votes)
    if model.mode == nil, let gain = fitted.facts.learning.silenceGain, abs(gain) < smallGain,
      fitted.facts.learning.oneClassShare ?? 0 <= 0.5
    {
      var other = model
      other.mode = fitted.parameters.mode == .functions ? .annotators : .functions
      let readings = [
        try fitted.posteriors(of: votes, options: options),
        try other.fitted(to: votes, options: options).posteriors(of: votes, options: options),
      ]
      if let found = AlternativeFits(.silence, readings, of: votes) { return found }
    }
    guard let (first, second) = mostContradicting(table) else { return nil }
    var same = model
    same.mode = fitted.parameters.mode
    var readings: [SoftLabels] = []
    for trusted in [first, second] {
      let start = trusting(trusted, table)
      let learned = try same.learn(from: table, start: start, options: options)
      readings.append(
        same.rawPosteriors(of: table, with: learned.parameters, options: options).softLabels()
      )
    }
    let accuracies = readings.map { accuracy($0, table: table) }
    guard abs(accuracies[0] - accuracies[1]) < mostAccuracyLost,
      distance(readings, table: table) < mostDistance
    else { return nil }
    return AlternativeFits(.voters(first: first, second: second), readings, of: votes)
  }

  private init?(_ question: Question, _ readings: [SoftLabels], of votes: VotePatterns) {
    self.question = question
    self.readings = readings
    self.votes = votes
    var voted = 0
    var disputed = 0
    var certainty = 0.0
    for x in 0..<votes.patternCount where votes.starts[x] < votes.starts[x + 1] {
      voted += votes.counts[x]
      guard Self.differ(readings, x), votes.gold[x].isAbstain else { continue }
      disputed += votes.counts[x]
      let largest = readings.reduce(0) { $0 + ($1[row: x].max() ?? 0) / 2 }
      certainty += Double(votes.counts[x]) * largest
    }
    guard disputed > 0, Double(disputed) >= Self.leastShare * Double(voted) else { return nil }
    documents = disputed
    goldNeeded = Self.goldNeeded(certainty: certainty / Double(disputed), documents: disputed)
  }

  private static func differ(_ readings: [SoftLabels], _ x: Int) -> Bool {
    let labels = readings.map { TieBreaking.abstain.label(of: $0[row: x]) }
    return labels[0] != labels[1] && !labels.contains(.abstain)
  }

  /// Labels until the right reading leads at 95 %, if it is right as often as it claims.
  private static func goldNeeded(certainty: Double, documents: Int) -> Int {
    let right = min(max(certainty, 0.55), 0.99)
    let lead = 2 * right - 1
    let needed = 1.645 * 1.645 * 4 * right * (1 - right) / (lead * lead)
    return min(documents, max(5, Int(needed.rounded(.up))))
  }

  /// The voters that disagree on most documents.
  private static func mostContradicting(_ table: PairTable) -> (Int, Int)? {
    let meetings = VoterMeetings(of: table)
    var best: (conflicts: Double, first: Int, second: Int) = (0, 0, 0)
    for (voter, partners) in meetings.partners.enumerated() {
      for partner in partners where partner.voter > voter {
        let conflicts = partner.meeting.together - partner.meeting.alike
        if conflicts > best.conflicts { best = (conflicts, voter, partner.voter) }
      }
    }
    return best.conflicts > 0 ? (best.first, best.second) : nil
  }

  /// Vote shares, except that one voter is right wherever it votes.
  private static func trusting(_ voter: Int, _ table: PairTable) -> ClassRows {
    var weights = [Double](repeating: 1, count: table.voterCount)
    weights[voter] = 1e6
    return table.voteShares(weights: weights)
  }

  /// Vuong's statistic for the likelihoods of the votes under both readings.
  private static func distance(_ readings: [SoftLabels], table: PairTable) -> Double {
    let likelihoods = readings.map { logLikelihoods($0, table: table) }
    var sum = 0.0
    var squares = 0.0
    var count = 0.0
    for x in 0..<table.rowCount where table.isCovered(x) {
      let difference = likelihoods[0][x] - likelihoods[1][x]
      sum += table.counts[x] * difference
      squares += table.counts[x] * difference * difference
      count += table.counts[x]
    }
    let variance = squares / count - (sum / count) * (sum / count)
    return variance > 1e-18 ? abs(sum / count) / (variance / count).squareRoot() : 0
  }

  /// Log-likelihood of each row with the confusion matrices that follow from posteriors.
  private static func logLikelihoods(_ soft: SoftLabels, table: PairTable) -> [Double] {
    let classCount = table.classCount
    var confusion = ClassRows(rowCount: table.pairCount, classCount: classCount)
    var totals = ClassRows(rowCount: table.voterCount, classCount: classCount)
    var balance = [Double](repeating: 1, count: classCount)
    for x in 0..<table.rowCount where table.isCovered(x) {
      for (y, value) in soft[row: x].enumerated() {
        balance[y] += table.counts[x] * value
        for pair in table.pairs(ofRow: x) {
          confusion[Int(pair), y] += table.counts[x] * value
          totals[Int(table.pairVoters[Int(pair)]), y] += table.counts[x] * value
        }
      }
    }
    let sum = balance.reduce(0, +)
    return (0..<table.rowCount).map { x in
      var scores = balance.map { Double.log($0 / sum) }
      for pair in table.pairs(ofRow: x) {
        let voter = Int(table.pairVoters[Int(pair)])
        for y in 0..<classCount {
          scores[y] += Double.log(
            (confusion[Int(pair), y] + 1) / (totals[voter, y] + Double(classCount))
          )
        }
      }
      let largest = scores.max() ?? 0
      return largest + Double.log(scores.reduce(0) { $0 + Double.exp($1 - largest) })
    }
  }

  /// Documents whose gold labels tell the readings apart, by row, the most telling first.
  package func documentsToLabel(_ count: Int) -> [Int] {
    var values = [Double](repeating: 0, count: votes.patternCount)
    for x in 0..<votes.patternCount where Self.differ(readings, x) && votes.gold[x].isAbstain {
      let distance = zip(readings[0][row: x], readings[1][row: x]).reduce(0) {
        $0 + abs($1.0 - $1.1)
      }
      values[x] = distance * Double(votes.counts[x])
    }
    return LabelingAdvice.rows(count, of: votes, values: values)
  }

  /// The warning that says so.
  package var warning: LabelModelWarning {
    switch question {
    case .voters(let first, let second):
      .twoReadings(
        first: votes.voters[first],
        second: votes.voters[second],
        documents: documents,
        goldNeeded: goldNeeded
      )
    case .silence: .ambiguousSilence(documents: documents, goldNeeded: goldNeeded)
    }
  }
}
