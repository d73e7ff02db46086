/// One figure that helps to decide when to stop.
package struct StoppingFigure: Hashable, Sendable, Codable {
  /// Name of the criterion.
  package var name: String
  /// The figure, in words.
  package var value: String
  /// Whether the criterion says that it is enough; `nil` while it cannot say.
  package var isReached: Bool?
  /// What it takes for granted.
  package var assumption: String
}
