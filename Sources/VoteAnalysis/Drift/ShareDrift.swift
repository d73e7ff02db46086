/// How a share of documents has changed.
package struct ShareDrift: Hashable, Sendable, Codable {
  /// The share in the old corpus; `nil` without documents to judge by.
  package let old: Double?
  /// The share in the new corpus.
  package let new: Double?
  /// Cohen's *h*, above 0 when it rose; `nil` when there is nothing to compare.
  package let effect: Double?
  /// The test's p-value, corrected for all tests; `nil` without a test.
  package internal(set) var pValue: Double?

  init(
    old: (part: Int, whole: Int),
    new: (part: Int, whole: Int),
    _ test: any DriftTest.Type
  ) {
    self.old = Ratio.share(old.part, of: old.whole)
    self.new = Ratio.share(new.part, of: new.whole)
    effect =
      if let from = self.old, let to = self.new { EffectSize.cohenH(old: from, new: to) } else {
        nil
      }
    pValue = test.pValue(old: old, new: new)
  }

  func isShift(_ options: DriftOptions) -> Bool {
    guard let pValue, let effect else { return false }
    return pValue < options.alpha && abs(effect) >= options.leastEffect
  }
}
