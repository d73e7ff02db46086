/// What becomes of a row whose most probable classes are tied.
package enum TieBreaking: String, CaseIterable, Sendable, Codable {
  /// No hard label.
  case abstain
  /// The tied class that comes first in the label space.
  case first

  /// Probabilities within this distance of the maximum are tied.
  package static let tolerance = 1e-9

  /// The hard label of one row of probabilities.
  package func label(of probabilities: some Collection<Double>) -> Vote {
    guard let largest = probabilities.max() else { return .abstain }
    let tied = probabilities.enumerated().filter { $0.element >= largest - Self.tolerance }
    guard let first = tied.first, self == .first || tied.count == 1 else { return .abstain }
    return Vote(classIndex: first.offset)
  }
}
