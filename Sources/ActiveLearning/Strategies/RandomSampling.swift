/// Every open document is equally likely: the measure for all others.
///
/// Answers to it are a random sample, from which shares of the corpus can be
/// estimated and the bound on what was missed be computed.
/// - Complexity: O(*n*).
package struct RandomSampling: QueryStrategy {
  package static let name = "random"

  package var name: String { Self.name }
  package var needs: Set<QueryNeed> { [] }

  /// Creates the strategy.
  package init() {}

  package func query(
    _ count: Int,
    in situation: QuerySituation,
    using generator: inout some RandomNumberGenerator
  ) -> [QueryItem] {
    let rows = Draw.rows(count, of: situation.candidates, using: &generator)
    let share = Double(rows.count) / Double(max(1, situation.candidates.count))
    return rows.map {
      QueryItem(row: Int($0), utility: 0, strategy: name, inclusionProbability: share)
    }
  }
}
