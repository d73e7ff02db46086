package import LabelingCore

/// A span that was voted for, with how likely it is exactly right.
package struct ProbableSpan: Hashable, Sendable {
  /// The span.
  package var span: LabeledSpan
  /// Probability that the boundaries and the type are right, 0…1.
  package var probability: Double
  /// The model's posterior before the vote share is blended in.
  package var raw: Double
  /// Whether the span is among the labels of the document.
  package var isChosen: Bool

  package init(span: LabeledSpan, probability: Double, raw: Double, isChosen: Bool) {
    self.span = span
    self.probability = probability
    self.raw = raw
    self.isChosen = isChosen
  }
}
