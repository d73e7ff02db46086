internal import EndModels

/// Clusters of sparse rows by cosine similarity.
///
/// - Complexity: O(iterations · clusters · entries of the rows); memory
///   O(clusters · columns that occur).
/// - SeeAlso: Dhillon & Modha 2001, doi:10.1023/A:1007612920971; start: Arthur &
///   Vassilvitskii 2007 (k-means++)
struct SphericalKMeans {
  private static let maximumIterations = 8

  /// The cluster of each row.
  private(set) var assignment: [Int]
  /// Mean similarity of each row to the rows of its cluster.
  private(set) var typicality: [Double]
  /// Number of rows of each cluster.
  private(set) var sizes: [Int]

  init(
    of rows: [Int32],
    in features: FeatureMatrix,
    clusterCount: Int,
    using generator: inout some RandomNumberGenerator
  ) {
    let compact = CompactRows(of: rows, in: features)
    let stride = clusterCount
    assignment = [Int](repeating: 0, count: rows.count)
    typicality = [Double](repeating: 0, count: rows.count)
    sizes = [Int](repeating: 0, count: clusterCount)
    guard !rows.isEmpty else { return }
    // centers[column * stride + cluster]: all clusters' values of a column side by side.
    var centers = [Float](repeating: 0, count: compact.columnCount * stride)
    var similarities = [Float](repeating: 0, count: stride)
    for (cluster, row) in compact.spreadRows(clusterCount, using: &generator).enumerated() {
      for entry in compact.starts[row]..<compact.starts[row + 1] {
        centers[Int(compact.columns[entry]) * stride + cluster] = compact.values[entry]
      }
    }
    for iteration in 0..<Self.maximumIterations {
      var hasChanged = iteration == 0
      for row in rows.indices {
        compact.products(ofRow: row, with: centers, stride: stride, into: &similarities)
        var best = assignment[row]
        for cluster in 0..<stride where similarities[cluster] > similarities[best] {
          best = cluster
        }
        if best != assignment[row] { hasChanged = true }
        assignment[row] = best
      }
      (centers, sizes) = compact.sums(by: assignment, stride: stride)
      if !hasChanged { break }
      if iteration < Self.maximumIterations - 1 {
        compact.normalize(&centers, stride: stride)
      }
    }
    // The centers are the clusters' sums now, so products are sums of similarities.
    for row in rows.indices {
      compact.products(ofRow: row, with: centers, stride: stride, into: &similarities)
      let cluster = assignment[row]
      typicality[row] = Double(similarities[cluster]) / Double(max(1, sizes[cluster]))
    }
  }
}
