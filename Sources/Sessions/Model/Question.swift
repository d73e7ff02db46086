/// A document that an annotator is asked about.
package struct Question: Hashable, Sendable {
  /// Number of the document in the session, from 0.
  package let document: Int
  /// The document's id.
  package let id: String
  /// The query strategy that chose it; `nil` when the annotator looked it up.
  package let strategy: String?
  /// With which probability it was chosen, where the strategy draws.
  package let probability: Double?
}
