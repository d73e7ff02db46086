/// The default model: EM over ballots whose parameters are pooled, blended with the vote shares.
///
/// A vote's meaning is drawn towards that of its ballot and that towards what all votes are worth;
/// copies of a voter and its relatives share a vote. Silence is read in one of two ways, see
/// ``Mode``. A part of the vote shares stays in the result, which keeps probabilities usable when
/// voters are not independent; where the votes themselves show that they are,
/// ``IndependenceGate`` gives Dawid and Skene's model a say.
///
/// A vote may name one class, a set of classes, either with a level of confidence; see
/// `BallotList`. Notation in this file and its extensions: voter *j*, set *S* of *s* classes,
/// class *y*, row *x*; *q* = (*j*, *S*) a group of pairs, ω_j weight of a voter, *p* class
/// balance, *C*[*q*, *y*] expected votes, *N_y* expected rows, *n* = Σ *N_y*, *K* classes.
package struct PooledLabelModel: AdditiveLabelModel {
  package static let name = "pooled"
  package static let takesAllBallots = true

  /// What a missing vote means.
  package enum Mode: String, Codable, CaseIterable, Sendable {
    /// A labeling function stayed silent; what it says is learned as *P*(*y* | vote).
    case functions
    /// An annotator was not asked; what one says is learned as *P*(vote | *y*).
    case annotators
  }

  /// What a missing vote means; `nil` picks it from the votes.
  package var mode: Mode?
  /// Whether voters that vote alike beyond what the classes explain share a vote; `nil` does so
  /// unless ``mode`` says that they are people, whom a batch makes answer the same documents.
  package var discountsRelatives: Bool?
  /// How far the documents of known class are a random sample; `nil` judges by the votes.
  ///
  /// From 0, chosen by what was known of them, to 1. It is no part of what is learned.
  package var goldRandomness: Double?
  /// Known share of each class; `nil` estimates it.
  package var balance: [Double]?
  /// Weight of the vote shares in the result.
  package var blendWeight: Double
  /// Share of the anchor however many votes there are; `nil` for the default.
  package var anchorShare: Double?
  /// Whether Dawid and Skene's model has a say where the votes look independent.
  package var hasGate: Bool
  /// Whether gold labels decide how much more the vote shares weigh, when there are enough.
  package var stacks: Bool
  /// At most this many iterations.
  package var maximumIterations: Int
  /// Ends when no posterior changes by this much.
  package var tolerance: Double

  private enum CodingKeys: String, CodingKey {
    case mode
    case discountsRelatives
    case balance
    case blendWeight
    case anchorShare
    case hasGate
    case stacks
    case maximumIterations
    case tolerance
  }

  /// The weight of the vote shares unless another is asked for.
  package static let defaultBlendWeight = 0.4
  /// The share of the anchor of functions unless another is asked for.
  package static let defaultFunctionAnchorShare = 0.5
  /// The share of the anchor of annotators unless another is asked for.
  package static let defaultAnnotatorAnchorShare = 0.1

  /// Creates the model with the constants it was measured with.
  package init(
    mode: Mode? = nil,
    balance: [Double]? = nil,
    blendWeight: Double = defaultBlendWeight,
    anchorShare: Double? = nil,
    hasGate: Bool = true,
    stacks: Bool = true,
    maximumIterations: Int = 20,
    tolerance: Double = 1e-4
  ) {
    self.mode = mode
    self.balance = balance
    self.blendWeight = blendWeight
    self.anchorShare = anchorShare
    self.hasGate = hasGate
    self.stacks = stacks
    self.maximumIterations = maximumIterations
    self.tolerance = tolerance
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    mode = try values.decodeIfPresent(Mode.self, forKey: .mode)
    discountsRelatives = try values.decodeIfPresent(Bool.self, forKey: .discountsRelatives)
    balance = try values.decodeIfPresent([Double].self, forKey: .balance)
    blendWeight = try values.decode(Double.self, forKey: .blendWeight)
    anchorShare = try values.decodeIfPresent(Double.self, forKey: .anchorShare)
    // Older files have neither.
    hasGate = try values.decodeIfPresent(Bool.self, forKey: .hasGate) ?? true
    stacks = try values.decodeIfPresent(Bool.self, forKey: .stacks) ?? true
    maximumIterations = try values.decode(Int.self, forKey: .maximumIterations)
    tolerance = try values.decode(Double.self, forKey: .tolerance)
  }

  package func learn(
    from table: PairTable,
    start: ClassRows?,
    options: FitOptions
  ) throws(LabelModelError) -> LearnedParameters<PooledParameters> {
    try check(classCount: table.classCount)
    var learned = learnWithoutStacking(from: table, start: start, options: options)
    if stacks, let stacking = Stacking(of: self, on: table, learned: learned, options: options) {
      learned.parameters.stackedShare = stacking.share
      learned.facts.stackedShare = stacking.share
    }
    if let balance, learned.parameters.mode == .functions {
      let means = meanPosterior(of: table, with: learned.parameters, options: options)
      learned.parameters.balanceFactors = zip(balance, means).map { $0 / max($1, 1e-12) }
    }
    if let balance { learned.parameters.unvoted = balance }
    return learned
  }

  /// The steps before the gold labels are asked about the blend and a declared balance is applied.
  func learnWithoutStacking(
    from table: PairTable,
    start: ClassRows?,
    options: FitOptions
  ) -> LearnedParameters<PooledParameters> {
    let groups = PairGroups(of: table)
    let weights = VoterWeights.weights(of: table)
    var facts = LearningFacts()
    var mode = self.mode
    facts.modeIsChosen = mode == nil
    if mode == nil {
      let reading = AbstainModel(of: table, weights: weights)
      facts.oneClassShare = reading.oneClassShare
      facts.silenceGain = reading.gain
      mode = reading.mode
    }
    let gold = GoldSample(of: table, weights: weights, declared: goldRandomness)
    func fit(_ weights: [Double]) -> PooledFit {
      PooledFit(
        model: self,
        mode: mode ?? .functions,
        table: table,
        groups: groups,
        weights: weights,
        gold: gold,
        threadCount: options.threadCount
      )
    }
    var run = fit(weights)
    var (outcome, posteriors) = run.run(from: start)
    if discountsRelatives ?? (self.mode != .annotators) {
      let relatives = RelatedVoters(
        table: table,
        groups: groups,
        posteriors: posteriors,
        weights: weights
      )
      facts.relatives = relatives.relatives
      if zip(relatives.weights, weights).contains(where: { abs($0 - $1) > 1e-9 }) {
        run = fit(relatives.weights)
        (outcome, posteriors) = run.run(from: start)
      }
    }
    facts.iterations = outcome.iterations
    facts.converged = outcome.converged
    facts.mode = run.parameters.mode.rawValue
    facts.balance = run.parameters.balance
    facts.confidence = run.worth.isEmpty ? nil : run.worth
    facts.gold = gold.hasGold ? gold.facts : nil
    if hasGate {
      let gate = IndependenceGate(
        of: table,
        groups: groups,
        posteriors: posteriors,
        balance: run.parameters.balance,
        goldShare: gold.randomness,
        options: options
      )
      facts.gate = gate.facts
      if gate.facts.openness > 0, let independent = gate.independent {
        run.parameters.gate = PooledParameters.Gate(
          openness: gate.facts.openness,
          independent: independent
        )
      }
    }
    return LearnedParameters(parameters: run.parameters, facts: facts)
  }

  private func check(classCount: Int) throws(LabelModelError) {
    _ = try ClassBalance.checked(balance, classCount: classCount)
    guard (0...1).contains(blendWeight) else {
      throw .invalidHyperparameter(name: "blendWeight", rule: "lies between 0 and 1")
    }
    guard (0...1).contains(anchorShare ?? 0) else {
      throw .invalidHyperparameter(name: "anchorShare", rule: "lies between 0 and 1")
    }
    guard (0...1).contains(goldRandomness ?? 0) else {
      throw .invalidHyperparameter(name: "goldRandomness", rule: "lies between 0 and 1")
    }
    guard maximumIterations > 0 else {
      throw .invalidHyperparameter(name: "maximumIterations", rule: "is at least 1")
    }
  }
}
