internal import EndModels

/// Uncertain documents that are unlike those labeled or chosen already.
///
/// Utility is α · (1 − similarity to the nearest) + (1 − α) · uncertainty with α
/// the share of the open documents among open and labeled ones, so that early
/// batches explore and late ones refine. At most ``candidateLimit`` documents,
/// drawn at random, are looked at.
/// - Complexity: O(chosen · entries of the candidates + *n* · *k*).
/// - SeeAlso: Cardoso, Silva, Canuto, Moro & Gonçalves 2017, doi:10.1016/j.ins.2016.10.037
package struct RankedBatch: QueryStrategy {
  package static let name = "ranked-batch"
  /// Most documents that are looked at.
  package static let candidateLimit = 10_000

  package var name: String { Self.name }
  package var needs: Set<QueryNeed> { [.features, .posterior] }

  /// Creates the strategy.
  package init() {}

  package func query(
    _ count: Int,
    in situation: QuerySituation,
    using generator: inout some RandomNumberGenerator
  ) throws(ActiveLearningError) -> [QueryItem] {
    let features = try situation.features(for: name)
    let posterior = try situation.posterior(.joint, for: name)
    let ranking = UtilityRanking(using: &generator)
    let limit = max(2 * count, Self.candidateLimit)
    let candidates = Draw.sample(of: situation.candidates, atMost: limit, using: &generator)
    let uncertainty = posterior.values(of: candidates) {
      UncertaintySampling.Measure.leastConfidence.value(of: $0)
    }
    let open = Double(situation.candidates.count)
    let alpha = open / (open + Double(situation.labeledRows.count))
    var selection = SpreadSelection(
      candidates: candidates,
      labeled: situation.labeledRows,
      features: features
    )
    var items: [QueryItem] = []
    while items.count < count,
      let choice = selection.choose(
        ranking: ranking,
        { alpha * (1 - Double($1)) + (1 - alpha) * uncertainty[$0] }
      )
    {
      let row = Int(candidates[choice.place])
      items.append(QueryItem(row: row, utility: choice.utility, strategy: name))
    }
    return items
  }
}
