internal import LabelingCore

extension DocumentCard {
  /// What somebody looks at a document for.
  package enum Audience: Hashable, Sendable {
    /// To answer it: without what others answered.
    case answering
    /// To settle it: with everything.
    case settling
    /// To find it among others: with what others did, where the annotator sees that.
    case finding
  }

  /// Whether an annotator has answered the document; passing it over is not an answer, as it
  /// may come again.
  func hasAnswer(of annotator: Annotator) -> Bool {
    answers.contains { $0.annotator == annotator && !$0.says.isSkip }
  }

  /// The document without what an annotator who is to answer it does not see.
  func forAnswering(by annotator: Annotator, isBlind: Bool) -> DocumentCard {
    var card = self
    card.answers.removeAll { $0.annotator != annotator }
    guard isBlind else { return card }
    card.flags.removeAll { $0 != annotator }
    card.notes.removeAll { $0.annotator != annotator }
    if !hasAnswer(of: annotator) { card.adjudication = nil }
    return card
  }
}
