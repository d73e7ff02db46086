internal import EndModels

/// Documents that cover the pool: each is the one least like all that are labeled or chosen.
///
/// The greedy 2-approximation of the *k*-center problem on the features'
/// cosine distance. At most ``candidateLimit`` documents, drawn at random, are
/// looked at; documents without features come last.
/// - Complexity: O(chosen · entries of the candidates + labeled postings).
/// - SeeAlso: Sener & Savarese 2018, arXiv:1708.00489; Gonzalez 1985,
///   doi:10.1016/0304-3975(85)90224-5
package struct CoreSet: QueryStrategy {
  package static let name = "core-set"
  /// Most documents that are looked at.
  package static let candidateLimit = 10_000

  package var name: String { Self.name }
  package var needs: Set<QueryNeed> { [.features] }

  /// Creates the strategy.
  package init() {}

  package func query(
    _ count: Int,
    in situation: QuerySituation,
    using generator: inout some RandomNumberGenerator
  ) throws(ActiveLearningError) -> [QueryItem] {
    let features = try situation.features(for: name)
    let ranking = UtilityRanking(using: &generator)
    let limit = max(2 * count, Self.candidateLimit)
    let candidates = Draw.sample(of: situation.candidates, atMost: limit, using: &generator)
    var selection = SpreadSelection(
      candidates: candidates,
      labeled: situation.labeledRows,
      features: features
    )
    var items: [QueryItem] = []
    while items.count < count,
      let choice = selection.choose(ranking: ranking, { 1 - Double($1) })
    {
      let row = Int(candidates[choice.place])
      items.append(QueryItem(row: row, utility: choice.utility, strategy: name))
    }
    return items
  }
}
