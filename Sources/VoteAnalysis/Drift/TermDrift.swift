/// How the share of documents that hold a term has changed.
package struct TermDrift: Hashable, Sendable, Codable {
  /// The word, or two words that follow each other.
  package let term: String
  /// Share of the old documents that hold it.
  package let old: Double
  /// Share of the new documents that hold it.
  package let new: Double
  /// Cohen's *h*, above 0 when it rose.
  package let effect: Double
  /// The test's p-value, corrected for all terms that were tested.
  package let pValue: Double
}
