package import LabelingCore

/// A model of several classes a document that has learned.
package struct FittedMultiLabelModel: Hashable, Sendable, Codable {
  /// The model and its hyperparameters.
  package let model: MultiLabelModel
  /// Voters it was fitted to, in order.
  package let voters: [String]
  /// Classes it was fitted to, in order.
  package let labelSpace: LabelSpace
  /// What probabilities are computed from; `nil` for majority vote, which learns nothing.
  package let parameters: MultiLabelParameters?
  /// What it was fitted to, and how that went.
  package let facts: MultiLabelFacts
  /// When a class counts as present; `nil` above one half.
  package var thresholds: ClassThresholds?

  /// The posterior's part of the result; the vote share has the rest.
  static let posteriorWeight = 0.5
  /// The share of a class that nobody speaks of.
  static let unspokenShare = 0.05

  private enum CodingKeys: String, CodingKey {
    case model = "hyperparameters"
    case voters
    case labelSpace = "classes"
    case parameters = "learned"
    case facts
    case thresholds
  }

  init(
    model: MultiLabelModel,
    voters: [String],
    labelSpace: LabelSpace,
    parameters: MultiLabelParameters? = nil,
    facts: MultiLabelFacts
  ) {
    self.model = model
    self.voters = voters
    self.labelSpace = labelSpace
    self.parameters = parameters
    self.facts = facts
  }

  /// Name of the model.
  package var name: String { model.method.rawValue }

  /// Probability of each class on each pattern, each on its own; of gold labels 0 or 1.
  ///
  /// - Throws: ``LabelModelError`` for votes of other voters or classes, or for documents of one
  ///   class.
  package func probabilities(
    of votes: VotePatterns,
    options: FitOptions = FitOptions()
  ) throws(LabelModelError) -> SoftLabels {
    try check(votes)
    let table = StatementTable(votes)
    let k = table.classCount
    let parts = parts(of: table, options)
    var values = [Double](repeating: 0, count: table.rowCount * k)
    for x in 0..<table.rowCount {
      if table.gold[x] >= 0 {
        for c in table.goldSets[Int(table.gold[x])] { values[x * k + c] = 1 }
        continue
      }
      for c in 0..<k {
        let cell = x * k + c
        values[cell] =
          parts.raw.map {
            Self.posteriorWeight * $0[cell] + (1 - Self.posteriorWeight) * parts.shares[cell]
          } ?? parts.shares[cell]
      }
    }
    return SoftLabels(classCount: k, values: values)
  }

  /// The pooled model's posteriors before vote shares are blended in; `nil` for majority vote.
  package func rawPosteriors(
    of votes: VotePatterns,
    options: FitOptions = FitOptions()
  ) throws(LabelModelError) -> SoftLabels? {
    try check(votes)
    let table = StatementTable(votes)
    return parts(of: table, options).raw.map {
      SoftLabels(classCount: table.classCount, values: $0)
    }
  }

  /// The classes of each pattern.
  ///
  /// - Parameters:
  ///   - probabilities: Probabilities of these patterns.
  ///   - votes: The patterns.
  ///   - unvoted: Whether patterns with neither votes nor gold get labels too.
  /// - Returns: The classes of each pattern, ascending; `nil` for one that gets no labels.
  package func labelSets(
    from probabilities: SoftLabels,
    of votes: VotePatterns,
    unvoted: Bool = false
  ) -> [[Int]?] {
    let thresholds = thresholds?.values ?? [Double](repeating: 0.5, count: labelSpace.classCount)
    return (0..<votes.patternCount).map { x in
      if let gold = votes.goldClasses(of: x) { return gold }
      if !unvoted, votes.entries(of: x).isEmpty { return nil }
      let row = probabilities[row: x]
      return thresholds.indices.filter { row[row.startIndex + $0] > thresholds[$0] }
    }
  }

  /// Refuses votes of other voters or classes, or for documents of one class.
  package func check(_ votes: VotePatterns) throws(LabelModelError) {
    guard votes.kind == .several else { throw .kindsDiffer(model: .several) }
    try check(voters: votes.voters, classes: votes.labelSpace.classes)
  }

  /// Refuses other voters or classes than the model was fitted to.
  package func check(voters: [String], classes: [String]) throws(LabelModelError) {
    try LabelModelError.check(
      voters: voters,
      against: self.voters,
      classes: classes,
      against: labelSpace
    )
  }

  /// Posteriors and vote shares of a table's rows, whatever their gold labels.
  func parts(
    of table: StatementTable,
    _ options: FitOptions
  ) -> (raw: [Double]?, shares: [Double]) {
    let k = table.classCount
    let weights = weights(of: table)
    var shares = [Double](repeating: 0, count: table.rowCount * k)
    var present = [Double](repeating: 0, count: k)
    var all = present
    for x in 0..<table.rowCount {
      table.sums(ofRow: x, weights: weights, present: &present, all: &all)
      for c in 0..<k {
        shares[x * k + c] =
          if parameters == nil {
            all[c] > 0 ? present[c] / all[c] : 0
          } else {
            all[c] > 0 ? (present[c] + 0.5) / (all[c] + 1) : Self.unspokenShare
          }
      }
    }
    guard let parameters else { return (nil, shares) }
    let strata =
      parameters.mode == .functions
      ? ActivityStrata.activities(of: table, weights: weights).map {
        Int32(parameters.strata.stratum(of: $0))
      } : [Int32](repeating: 0, count: table.rowCount)
    let pass = StatementPass(
      table: table.withoutGold(),
      weights: table.counts,
      strata: strata,
      stratumCount: parameters.strata.count,
      threadCount: options.threadCount
    )
    var raw = [Double](repeating: 0, count: table.rowCount * k)
    _ = pass.run(scores: StatementScores(parameters, for: table), posteriors: &raw)
    return (raw, shares)
  }

  /// ω of each pair of a table; 1 for voters without copies, and for what was never said.
  func weights(of table: StatementTable) -> [Double] {
    var known: [Int: Double] = [:]
    let m = voters.count
    for copy in facts.copies where parameters != nil {
      known[copy.classIndex * m + copy.voter] = copy.weight
    }
    return table.pairs.map { known[$0.classIndex * m + $0.voter] ?? 1 }
  }

  /// Whether the parts, read from a file, fit together.
  var isSound: Bool {
    let (m, k) = (voters.count, labelSpace.classCount)
    return k > 0 && (parameters == nil) == (model.method == .majorityVote)
      && parameters?.fits(voterCount: m, classCount: k) ?? true
      && thresholds?.fits(classCount: k) ?? true
      && facts.copies.allSatisfy {
        (0..<k).contains($0.classIndex) && (0..<m).contains($0.voter) && $0.weight > 0
      }
  }
}
