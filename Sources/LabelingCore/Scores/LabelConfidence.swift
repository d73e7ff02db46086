/// How sure a label is: its probability.
///
/// Without a label there is no confidence. The probabilities of a document without votes are those
/// of any document, so the largest of them says nothing about this one.
package enum LabelConfidence {
  /// The probability of a label; `nil` where it abstains.
  package static func value(of label: Vote, in probabilities: some Collection<Double>) -> Double? {
    guard !label.isAbstain else { return nil }
    return probabilities[probabilities.index(probabilities.startIndex, offsetBy: label.classIndex)]
  }

  /// How sure a label is; `nil` where it abstains.
  ///
  /// Of several classes, as sure as that which is least sure to be present, or to be absent.
  package static func value(
    of label: Vote,
    in probabilities: some Collection<Double>,
    _ labels: LabelKind
  ) -> Double? {
    guard labels == .several else { return value(of: label, in: probabilities) }
    return label.isAbstain ? nil : probabilities.lazy.map { max($0, 1 - $0) }.min()
  }
}
