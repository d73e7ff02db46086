/// One way to label that is compared with others.
package struct SimulationArm: Hashable, Sendable, Codable {
  /// How documents are chosen, as the strategy is written; `nil` when nobody is asked.
  package var strategy: String?
  /// Whether the labeling functions take part.
  package var usesFunctions: Bool

  /// Creates an arm.
  package init(strategy: String?, usesFunctions: Bool) {
    self.strategy = strategy
    self.usesFunctions = usesFunctions
  }

  /// How the arm is called in tables and pictures.
  package var name: String {
    guard let strategy else { return "functions alone" }
    return usesFunctions ? "functions + \(strategy)" : strategy
  }

  /// The arms that answer a question.
  ///
  /// - Parameters:
  ///   - strategies: The strategies to compare.
  ///   - hasFunctions: Whether there are labeling functions; then functions alone, each
  ///     strategy alone and functions with each strategy are compared.
  /// - Returns: The arms, those without functions first.
  package static func all(strategies: [String], hasFunctions: Bool) -> [SimulationArm] {
    let alone = strategies.map { SimulationArm(strategy: $0, usesFunctions: false) }
    guard hasFunctions else { return alone }
    return alone + [SimulationArm(strategy: nil, usesFunctions: true)]
      + strategies.map { SimulationArm(strategy: $0, usesFunctions: true) }
  }
}
