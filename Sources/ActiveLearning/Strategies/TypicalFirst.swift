internal import EndModels

/// Typical documents of every cluster: for the first answers, when no classifier can be trusted.
///
/// A sample of at most ``candidateLimit`` documents is clustered by the cosine of
/// their features, into as many clusters as there will be labeled documents (at
/// most ``clusterLimit``). From the clusters with the fewest labeled documents, the
/// largest first, the document is taken that is most like the others in it.
/// - Complexity: O(iterations · clusters · entries of the sample).
/// - SeeAlso: Hacohen, Dekel & Weinshall 2022, arXiv:2202.02794 (TypiClust). Typicality
///   is the mean similarity to the whole cluster, which needs one product with its
///   mean, instead of that to 20 neighbors.
package struct TypicalFirst: QueryStrategy {
  package static let name = "typical"
  /// Most documents that are clustered.
  package static let candidateLimit = 5000
  /// Most clusters.
  package static let clusterLimit = 50

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
    let total = min(count, candidates.count)
    let labeled = Draw.sample(of: situation.labeledRows, atMost: limit, using: &generator)
    let rows = candidates + labeled
    let clusterCount = max(1, min(labeled.count + total, Self.clusterLimit, rows.count))
    let clusters = SphericalKMeans(
      of: rows,
      in: features,
      clusterCount: clusterCount,
      using: &generator
    )
    var labeledCounts = [Int](repeating: 0, count: clusterCount)
    for place in candidates.count..<rows.count { labeledCounts[clusters.assignment[place]] += 1 }
    // Members of each cluster, the most typical first.
    var members = [[Int]](repeating: [], count: clusterCount)
    for place in candidates.indices { members[clusters.assignment[place]].append(place) }
    let typicality = clusters.typicality
    for cluster in members.indices {
      let own = members[cluster]
      members[cluster] = ranking.best(
        min(own.count, total),
        of: own.map { typicality[$0] },
        candidates: own.map { candidates[$0] }
      ).map { own[$0] }
    }
    let sizes = clusters.sizes
    let clusterKeys = members.indices.map { ranking.key(of: Int32(truncatingIfNeeded: ~$0)) }
    var next = [Int](repeating: 0, count: clusterCount)
    var items: [QueryItem] = []
    while items.count < total {
      let open = members.indices.filter { next[$0] < members[$0].count }
      guard
        let best = open.min(by: {
          (labeledCounts[$0], -sizes[$0], clusterKeys[$0])
            < (labeledCounts[$1], -sizes[$1], clusterKeys[$1])
        })
      else { break }
      let place = members[best][next[best]]
      next[best] += 1
      labeledCounts[best] += 1
      let row = Int(candidates[place])
      items.append(QueryItem(row: row, utility: typicality[place], strategy: name))
    }
    return items
  }
}
