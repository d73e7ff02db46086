/// What a strategy is, for lists and help, and how it is made.
package struct StrategyDescription: Sendable {
  /// How it is written.
  package let name: String
  /// What it chooses, in a few words.
  package let summary: String
  /// Where it was published.
  package let reference: String
  /// The strategy, from what follows the colon of its name; `nil` without a colon.
  let make: @Sendable (_ argument: String?) throws(ActiveLearningError) -> any QueryStrategy

  /// The name without what the strategy looks at.
  var bareName: String { String(name.prefix { $0 != ":" && $0 != "[" }) }

  /// A strategy that is written as its name alone.
  static func plain(_ strategy: any QueryStrategy, _ summary: String, _ reference: String) -> Self {
    let name = strategy.name
    return Self(name: name, summary: summary, reference: reference) {
      (argument) throws(ActiveLearningError) in
      guard argument == nil else { throw .argument(strategy: name, isTaken: false) }
      return strategy
    }
  }

  /// A measure of uncertainty, of a source of probabilities that may follow a colon.
  static func uncertainty(
    _ measure: UncertaintySampling.Measure,
    _ summary: String,
    _ reference: String
  ) -> Self {
    let name = measure.rawValue
    return Self(name: "\(name)[:SOURCE]", summary: summary, reference: reference) {
      (argument) throws(ActiveLearningError) in
      guard let argument else { return UncertaintySampling(measure) }
      guard let source = PosteriorSource(rawValue: argument) else {
        throw .unknownSource(argument, strategy: name)
      }
      return UncertaintySampling(measure, source: source)
    }
  }

  /// A strategy for one labeling function, whose name follows a colon.
  static func ofFunction(
    _ name: String,
    _ summary: String,
    _ reference: String,
    make: @escaping @Sendable (_ function: String) -> any QueryStrategy
  ) -> Self {
    Self(name: "\(name):NAME", summary: summary, reference: reference) {
      (argument) throws(ActiveLearningError) in
      guard let argument, !argument.isEmpty else {
        throw .argument(strategy: name, isTaken: true)
      }
      return make(argument)
    }
  }
}
