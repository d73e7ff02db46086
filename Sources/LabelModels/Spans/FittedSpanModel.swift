package import LabelingCore

/// A model of spans with what it learned, whichever model it is.
package protocol FittedSpanModel: Sendable, Codable {
  /// Name of the model.
  static var name: String { get }
  /// Names of the functions or annotators, in order.
  var voters: [String] { get }
  /// The types of spans, in order.
  var types: LabelSpace { get }
  /// What it was fitted to, and how that went.
  var facts: SpanFacts { get }
  /// What the span label model learned; `nil` for others.
  var parameters: SpanParameters? { get }

  /// The spans that were voted for, document by document, in order of start, end and type.
  ///
  /// - Throws: ``LabelModelError`` for votes of other voters or types.
  func spans(of votes: SpanVotes) throws(LabelModelError) -> [[ProbableSpan]]
}

/// A span model with what it learned.
package struct LearnedSpanModel<Model: SpanModel>: FittedSpanModel {
  /// The model and its hyperparameters.
  package let model: Model
  package let voters: [String]
  package let types: LabelSpace
  /// What it learned.
  package let learned: Model.Learned
  package let facts: SpanFacts

  package static var name: String { Model.name }
  package var parameters: SpanParameters? { learned as? SpanParameters }

  private enum CodingKeys: String, CodingKey {
    case model = "hyperparameters"
    case voters
    case types
    case learned
    case facts
  }

  package func spans(of votes: SpanVotes) throws(LabelModelError) -> [[ProbableSpan]] {
    try LabelModelError.check(
      voters: votes.voters,
      against: voters,
      classes: votes.types.classes,
      against: types
    )
    return model.spans(of: votes, with: learned)
  }

  /// Whether the parts, read from a file, fit together.
  var isSound: Bool {
    types.classCount > 0 && facts.voters.count == voters.count
      && facts.voters.allSatisfy { $0.votes.count == types.classCount }
      && model.accepts(learned, voterCount: voters.count, typeCount: types.classCount)
  }
}

extension SpanModel {
  /// Fits the model to votes.
  ///
  /// - Throws: ``LabelModelError/noClasses`` where there is no type.
  package func fitted(
    to votes: SpanVotes,
    options: FitOptions = FitOptions()
  ) throws(LabelModelError) -> LearnedSpanModel<Self> {
    guard votes.types.classCount > 0 else { throw .noClasses }
    let patterns = SpanPatterns(of: votes, mode: .functions)
    let (learned, passes) = learned(from: votes, patterns: patterns, options: options)
    return LearnedSpanModel(
      model: self,
      voters: votes.voters,
      types: votes.types,
      learned: learned,
      facts: SpanFacts(of: votes, patterns, passes: passes)
    )
  }
}
