internal import LabelingCore

/// What the pooled model learns.
package struct PooledParameters: Codable, Sendable {
  /// What a missing vote means.
  package var mode: PooledLabelModel.Mode
  /// *p*: share of each class.
  package var balance: [Double]
  /// *b*: flat shares, which make the common classes equal and leave a rare one its own share.
  package var flatShares: [Double]
  /// Posterior of documents without votes.
  package var unvoted: [Double]
  /// ω: weight of each voter; below 1 for copies and relatives.
  package var weights: [Double]
  /// *a_y*: accuracy of votes on each class; empty for functions.
  package var classAccuracy: [Double]
  /// *a_S*: accuracy of the votes for each set of classes; empty for annotators.
  package var sets: [SetAccuracy]
  /// κ̄: what votes know on average, 0 for nothing and 1 for everything; 0 for annotators.
  package var knowledge: Double
  /// *g*: accuracy of all votes.
  package var accuracy: Double
  /// Skill of each annotator as odds against the average; empty for functions.
  package var skills: [Double]
  /// *SS*: expected votes of all annotators by set, a row per set, then class; empty for functions.
  package var profile: [SetProfile]
  /// *M*[*q*, *y*] = *P*(*y* | vote) for functions, θ[*q*, *y*] = *P*(vote | *y*) for annotators.
  package var votes: PairRows
  /// Λ: log-odds that each level of each voter adds, from the least sure on; empty for voters
  /// without levels.
  package var levels: [[Double]]
  /// Dawid and Skene's model and its say; `nil` where the gate is shut.
  package var gate: Gate?
  /// ᾱ: how much of the result is vote shares besides the blend, by the gold labels.
  package var stackedShare: Double
  /// What a declared balance multiplies probabilities by; `nil` without one.
  package var balanceFactors: [Double]?

  /// What the votes for a set of classes are worth.
  package struct SetAccuracy: Codable, Sendable {
    /// The classes, ascending.
    package var classes: [Int]
    /// *a_S*: how often such votes are right.
    package var accuracy: Double
    /// ν_S: what an error of such a vote costs, 1 for one class.
    package var errorCost: Double
    /// *T_S*: weighted votes.
    package var votes: Double
  }

  /// How often annotators gave a set of classes.
  package struct SetProfile: Codable, Sendable {
    /// The classes, ascending.
    package var classes: [Int]
    /// Expected votes per true class.
    package var votes: [Double]
  }

  /// Dawid and Skene's model and its say in the result.
  package struct Gate: Codable, Sendable {
    /// τ: from 0 to 0.8.
    package var openness: Double
    /// The model, with silence and each level as answers.
    package var independent: DawidSkene.Parameters
  }

  /// Parameters before anything is learned.
  init(mode: PooledLabelModel.Mode, classCount: Int, weights: [Double]) {
    let uniform = [Double](repeating: 1 / Double(classCount), count: classCount)
    self.mode = mode
    balance = uniform
    flatShares = uniform
    unvoted = uniform
    self.weights = weights
    classAccuracy = []
    sets = []
    knowledge = 0
    accuracy = 1 / Double(classCount)
    skills = mode == .annotators ? [Double](repeating: 1, count: weights.count) : []
    profile = []
    votes = PairRows(keys: [], rows: ClassRows(rowCount: 0, classCount: classCount))
    levels = []
    stackedShare = 0
  }

  private enum CodingKeys: String, CodingKey {
    case mode, balance, flatShares, unvoted, weights, classAccuracy, sets, knowledge, accuracy
    case skills, profile, votes, levels, gate, stackedShare, balanceFactors
  }

  /// Reads parameters; older files have one accuracy per class, and no more.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    mode = try values.decode(PooledLabelModel.Mode.self, forKey: .mode)
    balance = try values.decode([Double].self, forKey: .balance)
    unvoted = try values.decode([Double].self, forKey: .unvoted)
    weights = try values.decode([Double].self, forKey: .weights)
    accuracy = try values.decode(Double.self, forKey: .accuracy)
    skills = try values.decode([Double].self, forKey: .skills)
    votes = try values.decode(PairRows.self, forKey: .votes)
    let classAccuracy = try values.decode([Double].self, forKey: .classAccuracy)
    let uniform = [Double](repeating: 1 / Double(max(balance.count, 1)), count: balance.count)
    flatShares = try values.decodeIfPresent([Double].self, forKey: .flatShares) ?? uniform
    knowledge = try values.decodeIfPresent(Double.self, forKey: .knowledge) ?? 0
    profile = try values.decodeIfPresent([SetProfile].self, forKey: .profile) ?? []
    levels = try values.decodeIfPresent([[Double]].self, forKey: .levels) ?? []
    gate = try values.decodeIfPresent(Gate.self, forKey: .gate)
    stackedShare = try values.decodeIfPresent(Double.self, forKey: .stackedShare) ?? 0
    balanceFactors = try values.decodeIfPresent([Double].self, forKey: .balanceFactors)
    if let sets = try values.decodeIfPresent([SetAccuracy].self, forKey: .sets) {
      self.sets = sets
      self.classAccuracy = classAccuracy
    } else if mode == .functions {
      sets = classAccuracy.enumerated().map {
        SetAccuracy(classes: [$0], accuracy: $1, errorCost: 1, votes: 0)
      }
      self.classAccuracy = []
    } else {
      sets = []
      self.classAccuracy = classAccuracy
    }
  }

  /// Whether the parameters fit this many voters and classes.
  func fit(voterCount: Int, classCount: Int) -> Bool {
    let isPeople = mode == .annotators
    let perClass = [balance, flatShares, unvoted] + [balanceFactors ?? balance]
    let gateFits =
      gate.map {
        DawidSkene().accepts($0.independent, voterCount: voterCount, classCount: classCount)
      } ?? true
    return perClass.allSatisfy { $0.count == classCount }
      && classAccuracy.count == (isPeople ? classCount : 0)
      && weights.count == voterCount && skills.count == (isPeople ? voterCount : 0)
      && (levels.isEmpty || levels.count == voterCount)
      && sets.allSatisfy { $0.classes.allSatisfy { (0..<classCount).contains($0) } }
      && profile.allSatisfy { $0.votes.count == classCount }
      && votes.fits(voterCount: voterCount, classCount: classCount) && gateFits
  }
}
