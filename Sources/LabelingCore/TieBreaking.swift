/// What label a row gets whose most probable classes are tied.
package enum TieBreaking: String, CaseIterable, Sendable, Codable {
  /// No hard label: nothing tells the tied classes apart.
  case abstain
  /// The tied class that comes first in the label space.
  ///
  /// The label then depends on the order of the classes, which may be that of their names; so it is
  /// taken only where a user asks for it. Figures of Winnow's own never break ties so: a tie has no
  /// majority and no label, or is shared among the tied classes.
  case first

  /// Probabilities within this distance of the maximum are tied.
  package static let tolerance = 1e-9

  /// The most probable classes, ascending; more than one is a tie.
  package static func winners(of probabilities: some Collection<Double>) -> [Int] {
    guard let largest = probabilities.max() else { return [] }
    return probabilities.enumerated().filter { $0.element >= largest - tolerance }.map(\.offset)
  }

  /// The hard label of one row of probabilities.
  package func label(of probabilities: some Collection<Double>) -> Vote {
    let winners = Self.winners(of: probabilities)
    guard let first = winners.first, self == .first || winners.count == 1 else { return .abstain }
    return Vote(classIndex: first)
  }
}
