/// A document that a strategy asks about.
package struct StoredQuestion: Hashable, Sendable {
  /// Number of the document.
  package var document: Int
  /// The strategy that chose it; empty for a document that an annotator looked up.
  package var strategy: String
  /// With which probability, where the strategy draws.
  package var probability: Double?

  /// What takes the place of a strategy for a document that others have answered or skipped,
  /// and that no strategy asked about.
  package static let overlapStrategy = "overlap"
  /// What takes the place of a strategy for a document whose class is known.
  package static let checkStrategy = "check"

  /// Describes a question.
  package init(document: Int, strategy: String, probability: Double?) {
    self.document = document
    self.strategy = strategy
    self.probability = probability
  }
}
