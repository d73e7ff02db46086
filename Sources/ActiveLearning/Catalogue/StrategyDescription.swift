/// What a strategy is, for lists and help.
package struct StrategyDescription: Hashable, Sendable {
  /// How it is written.
  package let name: String
  /// What it chooses, in a few words.
  package let summary: String
  /// Where it was published.
  package let reference: String
}
