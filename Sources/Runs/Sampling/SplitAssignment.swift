/// Which split each row goes to: clusters whole, strata in proportion.
package enum SplitAssignment {
  /// Deals clusters out, the largest first, those of a size in random order.
  ///
  /// A cluster goes where its strata are furthest behind their due. Single rows come last
  /// and even out what clusters unbalance.
  /// - Parameters:
  ///   - clusters: Cluster of each row, by its first row.
  ///   - strata: Stratum of each row.
  ///   - stratumCount: Number of strata.
  ///   - shares: Share of each split; they sum to 1.
  ///   - generator: Where random numbers come from.
  /// - Returns: A split per row.
  package static func splits(
    clusters: [Int],
    strata: [Int32],
    stratumCount: Int,
    shares: [Double],
    using generator: inout some RandomNumberGenerator
  ) -> [Int] {
    var members: [Int: [Int]] = [:]
    for (row, cluster) in clusters.enumerated() { members[cluster, default: []].append(row) }
    var order = members.keys.sorted()
    order.shuffle(using: &generator)
    var rank = [Int](repeating: 0, count: clusters.count)
    for (place, cluster) in order.enumerated() { rank[cluster] = place }
    order.sort {
      (members[$1]?.count ?? 0, rank[$0]) < (members[$0]?.count ?? 0, rank[$1])
    }
    var sizes = [Double](repeating: 0, count: stratumCount)
    for stratum in strata { sizes[Int(stratum)] += 1 }
    // What each split still lacks, of each stratum and as a whole.
    var missing = shares.map { share in sizes.map { $0 * share } }
    var missingRows = shares.map { $0 * Double(clusters.count) }
    var splits = [Int](repeating: 0, count: clusters.count)
    for cluster in order {
      let rows = members[cluster] ?? []
      let needs = shares.indices.map { s in
        (rows.reduce(0.0) { $0 + missing[s][Int(strata[$1])] }, missingRows[s])
      }
      let best = shares.indices.max { needs[$0] == needs[$1] ? $0 > $1 : needs[$0] < needs[$1] }
      guard let best else { continue }
      for row in rows {
        splits[row] = best
        missing[best][Int(strata[row])] -= 1
      }
      missingRows[best] -= Double(rows.count)
    }
    return splits
  }
}
