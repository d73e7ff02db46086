/// What a label model cannot know from these votes, or what looks wrong about a fit.
package enum LabelModelWarning: Hashable, Sendable {
  /// Fewer than three functions vote: their accuracies are not identified.
  case tooFewFunctions(count: Int)
  /// Functions that never vote.
  case silentFunctions([String])
  /// Functions that never vote on a document together with another one.
  case isolatedFunctions([String])
  /// Groups of functions without a document in common.
  case disconnectedFunctions([[String]])
  /// Two functions that vote nearly alike; copies count once in the default model.
  case nearCopies(first: String, second: String, similarity: Double)
  /// Functions that vote for the same class on every document.
  case constantFunctions([String])
  /// Every function votes for one class only.
  case oneClassFunctionsOnly
  /// Every function votes on every document: silence says nothing.
  case fullCoverage
  /// Classes nobody votes for.
  case unvotedClasses([String])
  /// More than half of the documents have no vote.
  case mostlyUnvoted(share: Double)
  /// A function that is right less often than chance, as the others see it.
  case contradictingFunction(name: String, accuracy: Double, chance: Double)
  /// Nearly all documents get one class, though the votes do not say so.
  case collapsed(className: String, share: Double, majorityShare: Double)
  /// The estimated share of a class is far from the declared one.
  case balanceFarFromDeclared(className: String, declared: Double, estimated: Double)
  /// The iterations were used up before the posteriors came to rest.
  case notConverged(iterations: Int)
  /// Trusting one or the other of two functions fits the votes equally well.
  case twoReadings(first: String, second: String, documents: Int, goldNeeded: Int)
  /// Taking silence for an answer or for none gives different labels, and the votes hardly tell.
  case ambiguousSilence(documents: Int, goldNeeded: Int)
  /// Gold labels do not look like a random sample: the vote shares of some classes differ too much.
  case goldIsNoSample(classes: [String], deviate: Double, randomness: Double)
  /// On held-out gold labels the model does worse than majority vote, beyond chance.
  case worseThanMajority(accuracy: Double, majority: Double, goldDocuments: Int)

  /// Short name for programs.
  package var code: String {
    switch self {
    case .tooFewFunctions: "too-few-functions"
    case .silentFunctions: "silent-functions"
    case .isolatedFunctions: "isolated-functions"
    case .disconnectedFunctions: "disconnected-functions"
    case .nearCopies: "near-copies"
    case .constantFunctions: "constant-functions"
    case .oneClassFunctionsOnly: "one-class-functions-only"
    case .fullCoverage: "full-coverage"
    case .unvotedClasses: "unvoted-classes"
    case .mostlyUnvoted: "mostly-unvoted"
    case .contradictingFunction: "contradicting-function"
    case .collapsed: "collapsed"
    case .balanceFarFromDeclared: "balance-far-from-declared"
    case .notConverged: "not-converged"
    case .twoReadings: "two-readings"
    case .ambiguousSilence: "ambiguous-silence"
    case .goldIsNoSample: "gold-is-no-sample"
    case .worseThanMajority: "worse-than-majority"
    }
  }
}
