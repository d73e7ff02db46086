/// Shares of every batch go to different strategies.
///
/// Parts that draw at random choose first, so that the inclusion probability of
/// what they draw is exact; then the others choose among what is left, in their
/// order. Where shares are not whole numbers of documents, chance rounds them so
/// that each part's expected number is exactly its share, however small the batch.
/// - Complexity: That of the parts.
package struct MixedStrategy: QueryStrategy {
  /// A strategy and its share of each batch.
  package struct Part: Sendable {
    /// Share of the batch, above 0.
    package var share: Double
    /// The strategy.
    package var strategy: any QueryStrategy

    /// Creates a part.
    package init(share: Double, strategy: any QueryStrategy) {
      self.share = share
      self.strategy = strategy
    }
  }

  /// The parts; their shares add up to 1.
  package let parts: [Part]
  package let name: String

  /// Creates a mixture of at least one part.
  package init(_ parts: [Part], name: String) {
    precondition(!parts.isEmpty, "a mixture has a part")
    self.parts = parts
    self.name = name
  }

  package var needs: Set<QueryNeed> { parts.reduce(into: []) { $0.formUnion($1.strategy.needs) } }

  package var takesSeveral: Bool { parts.allSatisfy(\.strategy.takesSeveral) }

  package func query(
    _ count: Int,
    in situation: QuerySituation,
    using generator: inout some RandomNumberGenerator
  ) throws(ActiveLearningError) -> [QueryItem] {
    let open = situation.candidates.count
    let total = min(count, open)
    let sizes = sizes(of: total, using: &generator)
    let isRandom = parts.map { $0.strategy is RandomSampling }
    let order = parts.indices.filter { isRandom[$0] } + parts.indices.filter { !isRandom[$0] }
    var rest = situation
    var items: [QueryItem] = []
    for index in order where sizes[index] > 0 {
      var chosen = try parts[index].strategy.query(sizes[index], in: rest, using: &generator)
      if isRandom[index] {
        // Whether a leftover document falls to the part is itself drawn with its share.
        let expected = parts[index].share * Double(total)
        for place in chosen.indices { chosen[place].inclusionProbability = expected / Double(open) }
      }
      items += chosen
      let taken = Set(chosen.map { Int32(truncatingIfNeeded: $0.row) })
      rest.candidates.removeAll { taken.contains($0) }
    }
    return items
  }

  /// How many documents of a batch each part chooses.
  ///
  /// Systematic rounding: a part's expected size is exactly its share.
  private func sizes(
    of count: Int,
    using generator: inout some RandomNumberGenerator
  ) -> [Int] {
    let offset = Draw.unit(using: &generator)
    var sum = 0.0
    var before = Int(offset.rounded(.down))
    return parts.indices.map { index in
      sum += parts[index].share * Double(count)
      // The last sum is the count, whatever rounding made of the shares.
      let end = index == parts.count - 1 ? count : Int((sum + offset).rounded(.down))
      defer { before = max(before, min(count, end)) }
      return max(0, min(count, end) - before)
    }
  }
}
