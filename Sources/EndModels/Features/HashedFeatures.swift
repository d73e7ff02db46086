internal import LabelingCore
internal import RealModule
internal import Threads

/// Turns counts of n-grams into TF-IDF features of length 1.
///
/// A count *c* of a feature that occurs in *f* of the *N* documents fitted to
/// becomes *c* · (ln((1 + *N*) / (1 + *f*)) + 1), with 1 + ln *c* for *c* when
/// sublinear; then rows are scaled to Euclidean length 1. Features that no
/// document fitted to has are left out, so that columns are as many as needed.
/// - SeeAlso: Weinberger et al. 2009, "Feature hashing", doi:10.1145/1553374.1553516
package struct HashedFeatures: Hashable, Sendable {
  /// Which n-grams are counted.
  package let options: FeatureOptions
  /// Hash bucket of each column; ascending.
  package let buckets: [UInt32]
  /// Inverse document frequency of each column.
  package let weights: [Float]
  /// Documents it was fitted to, *N*.
  package let documentCount: Int
  /// Column of each bucket; −1 for those left out.
  private let columns: [Int32]

  /// Number of columns.
  package var columnCount: Int { buckets.count }

  /// Learns which features there are, and how rare they are.
  ///
  /// - Complexity: O(entries).
  package init(fittingTo terms: DocumentTerms) {
    var documents = [UInt32](repeating: 0, count: terms.options.bucketCount)
    for bucket in terms.counts.columns { documents[Int(bucket)] += 1 }
    let least = UInt32(terms.options.leastDocuments)
    let buckets = documents.indices.filter { documents[$0] >= least }
    let all = Double(terms.documentCount)
    self.init(
      options: terms.options,
      buckets: buckets.map { UInt32($0) },
      weights: buckets.map { Float(Double.log((1 + all) / (1 + Double(documents[$0]))) + 1) },
      documentCount: terms.documentCount
    )
  }

  init(options: FeatureOptions, buckets: [UInt32], weights: [Float], documentCount: Int) {
    self.options = options
    self.buckets = buckets
    self.weights = weights
    self.documentCount = documentCount
    var columns = [Int32](repeating: -1, count: options.bucketCount)
    for (column, bucket) in buckets.enumerated() { columns[Int(bucket)] = Int32(column) }
    self.columns = columns
  }

  /// The features of documents.
  ///
  /// - Parameters:
  ///   - terms: Counts by the same options.
  ///   - threadCount: Number of threads; `nil` for one per processor.
  /// - Returns: A row per document; empty where no feature is known.
  /// - Complexity: O(entries).
  package func features(of terms: DocumentTerms, threadCount: Int? = nil) -> FeatureMatrix {
    precondition(terms.options == options, "counts are made by the same options")
    let counts = terms.counts
    let threads = threadCount ?? FixedChunks.processorCount
    var starts = [0]
    starts.reserveCapacity(counts.rowCount + 1)
    var kept = 0
    for row in 0..<counts.rowCount {
      for entry in counts.starts[row]..<counts.starts[row + 1]
      where columns[Int(counts.columns[entry])] >= 0 { kept += 1 }
      starts.append(kept)
    }
    let chunks = FixedChunks.ranges(of: counts.rowCount, atMost: 2 * threads, minimum: 1024)
    var values: [Float] = []
    let ends = starts
    let places = [UInt32](unsafeUninitializedCapacity: kept) { places, placeCount in
      values = [Float](unsafeUninitializedCapacity: kept) { values, valueCount in
        nonisolated(unsafe) let places = places
        nonisolated(unsafe) let values = values
        FixedChunks.run(chunkCount: chunks.count, threadCount: threads) { chunk in
          for row in chunks[chunk] {
            self.write(row, of: counts, to: places, values, from: ends[row])
          }
        }
        valueCount = kept
      }
      placeCount = kept
    }
    return FeatureMatrix(
      columnCount: columnCount,
      starts: starts,
      columns: places,
      values: values
    )
  }

  /// The features of texts.
  package func features(of texts: [String]) -> FeatureMatrix {
    var terms = DocumentTerms(options: options)
    terms.append(texts)
    return features(of: terms)
  }

  private func write(
    _ row: Int,
    of counts: FeatureMatrix,
    to places: UnsafeMutableBufferPointer<UInt32>,
    _ values: UnsafeMutableBufferPointer<Float>,
    from start: Int
  ) {
    var next = start
    var squares: Float = 0
    for entry in counts.starts[row]..<counts.starts[row + 1] {
      let column = columns[Int(counts.columns[entry])]
      if column < 0 { continue }
      var count = counts.values[entry]
      if options.isSublinear, count > 1 { count = 1 + Float.log(count) }
      let value = count * weights[Int(column)]
      places[next] = UInt32(column)
      values[next] = value
      squares += value * value
      next += 1
    }
    let scale = squares > 0 ? 1 / squares.squareRoot() : 0
    for index in start..<next { values[index] *= scale }
  }
}
