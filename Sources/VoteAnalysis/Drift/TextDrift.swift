/// How the words of a corpus have changed.
package struct TextDrift: Hashable, Sendable, Codable {
  /// A term and the documents that hold it.
  package struct Count: Hashable, Sendable {
    /// The term.
    package var term: String
    /// Old documents that hold it.
    package var old: Int
    /// New documents that hold it.
    package var new: Int

    /// Creates a count.
    package init(term: String, old: Int, new: Int) {
      self.term = term
      self.old = old
      self.new = new
    }
  }

  /// Terms that were tested.
  package let testCount: Int
  /// Terms whose share has changed.
  package let shiftCount: Int
  /// The Jensen–Shannon divergence of the tested terms' counts, in bits; it has no test.
  package let divergence: Double
  /// The terms that rose most.
  package let risen: [TermDrift]
  /// The terms that fell most.
  package let fallen: [TermDrift]

  /// Tests each term that enough documents hold.
  ///
  /// - Parameters:
  ///   - counts: The terms.
  ///   - oldCount: Documents of the old corpus.
  ///   - newCount: Documents of the new one.
  ///   - options: What counts as drift.
  package init(of counts: [Count], oldCount: Int, newCount: Int, options: DriftOptions) {
    let tested = counts.filter { $0.old + $0.new >= options.leastTermSupport }
    let pValues = HolmCorrection.adjusted(
      tested.map { options.test.pValue(old: ($0.old, oldCount), new: ($0.new, newCount)) ?? 1 }
    )
    var terms: [TermDrift] = []
    for (count, pValue) in zip(tested, pValues) where pValue < options.alpha {
      let old = Ratio.share(count.old, of: oldCount) ?? 0
      let new = Ratio.share(count.new, of: newCount) ?? 0
      let effect = EffectSize.cohenH(old: old, new: new)
      guard abs(effect) >= options.leastEffect else { continue }
      terms.append(
        TermDrift(term: count.term, old: old, new: new, effect: effect, pValue: pValue)
      )
    }
    terms.sort { ($1.effect.magnitude, $0.term) < ($0.effect.magnitude, $1.term) }
    testCount = tested.count
    shiftCount = terms.count
    divergence = EffectSize.jensenShannon(
      old: tested.map { Double($0.old) },
      new: tested.map { Double($0.new) }
    )
    risen = Array(terms.filter { $0.effect > 0 }.prefix(options.termLimit))
    fallen = Array(terms.filter { $0.effect < 0 }.prefix(options.termLimit))
  }
}
