internal import LabelingCore

/// The default model: EM whose parameters are pooled over voters and classes, blended with the vote shares.
///
/// Voters' accuracies are drawn towards their class' accuracy and that towards
/// one accuracy of all; copies of a voter count once. Silence is read in one of
/// two ways, see ``Mode``. A part of the vote shares stays in the result, which
/// keeps probabilities usable when voters are not independent.
///
/// Notation in this file and its extensions: voter *j*, vote *v*, class *y*,
/// row *x*; ω_j weight of a voter, *p* class balance, *C*[*j*, *v*, *y*]
/// expected votes, *N_y* expected rows, *n* = Σ *N_y*, *K* classes.
package struct PooledLabelModel: AdditiveLabelModel {
  package static let name = "pooled"

  /// What a missing vote means.
  package enum Mode: String, Codable, CaseIterable, Sendable {
    /// A labeling function stayed silent; what it says is learned as *P*(*y* | vote).
    case functions
    /// An annotator was not asked; what one says is learned as *P*(vote | *y*).
    case annotators
  }

  /// How the documents of known class came to be known.
  package enum GoldSelection: Sendable {
    /// Drawn at random: how often a voter is right among them is how often it is right.
    case random
    /// Chosen by their votes, as the least certain are: each tells of itself and, like any other
    /// document, of the voters who voted on it, but their shares are not those of all documents.
    case chosen
  }

  /// What a missing vote means; `nil` picks it from the votes.
  package var mode: Mode?
  /// How the documents of known class came to be known; it is no part of what is learned.
  package var goldSelection = GoldSelection.random
  /// Known share of each class; `nil` estimates it.
  ///
  /// For functions it is used for documents without votes only.
  package var balance: [Double]?
  /// Weight of the vote shares in the result.
  package var blendWeight: Double
  /// Share of the anchor however many votes there are; `nil` for the default.
  package var anchorShare: Double?
  /// At most this many iterations.
  package var maximumIterations: Int
  /// Ends when no posterior changes by this much.
  package var tolerance: Double

  private enum CodingKeys: String, CodingKey {
    case mode
    case balance
    case blendWeight
    case anchorShare
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
    maximumIterations: Int = 20,
    tolerance: Double = 1e-4
  ) {
    self.mode = mode
    self.balance = balance
    self.blendWeight = blendWeight
    self.anchorShare = anchorShare
    self.maximumIterations = maximumIterations
    self.tolerance = tolerance
  }

  /// What the model learns.
  package struct Parameters: Codable, Sendable {
    /// What a missing vote means.
    package var mode: Mode
    /// *p*: share of each class.
    package var balance: [Double]
    /// Posterior of documents without votes.
    package var unvoted: [Double]
    /// ω: weight of each voter; below 1 for copies.
    package var weights: [Double]
    /// *a*: accuracy of votes for (functions) or on (annotators) each class.
    package var classAccuracy: [Double]
    /// *g*: accuracy of all votes.
    package var accuracy: Double
    /// Skill of each annotator as odds against the average; empty for functions.
    package var skills: [Double]
    /// *M*[*j*, *v*, *y*] = *P*(*y* | vote) for functions, θ[*j*, *y*, *v*] = *P*(vote | *y*) for annotators.
    package var votes: PairRows
  }

  package func learn(
    from table: PairTable,
    start: ClassRows?,
    options: FitOptions
  ) throws(LabelModelError) -> LearnedParameters<Parameters> {
    try check(classCount: table.classCount)
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
    var fit = PooledFit(
      model: self,
      mode: mode ?? .functions,
      table: table,
      weights: weights,
      threadCount: options.threadCount
    )
    let outcome = fit.run(from: start)
    facts.iterations = outcome.iterations
    facts.converged = outcome.converged
    facts.mode = fit.parameters.mode.rawValue
    facts.balance = fit.parameters.balance
    return LearnedParameters(parameters: fit.parameters, facts: facts)
  }

  private func check(classCount: Int) throws(LabelModelError) {
    _ = try ClassBalance.checked(balance, classCount: classCount)
    guard (0...1).contains(blendWeight) else {
      throw .invalidHyperparameter(name: "blendWeight", rule: "lies between 0 and 1")
    }
    guard (0...1).contains(anchorShare ?? 0) else {
      throw .invalidHyperparameter(name: "anchorShare", rule: "lies between 0 and 1")
    }
    guard maximumIterations > 0 else {
      throw .invalidHyperparameter(name: "maximumIterations", rule: "is at least 1")
    }
  }
}
