internal import EndModels

/// Which of a few documents have each feature, to compare many documents with all of them.
///
/// - Complexity: Building O(columns + entries); comparing one document
///   O(documents of the index that share a feature with it).
struct InvertedIndex {
  private let features: FeatureMatrix
  private let documentCount: Int
  /// Column *c* owns postings `starts[c]..<starts[c + 1]`.
  private let starts: [Int32]
  private let documents: [Int32]
  private let values: [Float]

  /// An index of these rows; documents are known by their place in `rows`.
  init(of rows: [Int32], in features: FeatureMatrix) {
    self.features = features
    documentCount = rows.count
    var starts = [Int32](repeating: 0, count: features.columnCount + 1)
    for row in rows {
      for entry in features.starts[Int(row)]..<features.starts[Int(row) + 1] {
        starts[Int(features.columns[entry]) + 1] += 1
      }
    }
    for column in 0..<features.columnCount { starts[column + 1] += starts[column] }
    var next = starts
    let total = Int(starts[features.columnCount])
    var documents = [Int32](repeating: 0, count: total)
    var values = [Float](repeating: 0, count: total)
    for (document, row) in rows.enumerated() {
      for entry in features.starts[Int(row)]..<features.starts[Int(row) + 1] {
        let column = Int(features.columns[entry])
        documents[Int(next[column])] = Int32(truncatingIfNeeded: document)
        values[Int(next[column])] = features.values[entry]
        next[column] += 1
      }
    }
    self.starts = starts
    self.documents = documents
    self.values = values
  }

  /// Calls `body` for each row with its similarity to every document of the index.
  func compare(
    _ rows: [Int32],
    _ body: (_ place: Int, _ similarities: UnsafeBufferPointer<Float>) -> Void
  ) {
    var sums = [Float](repeating: 0, count: documentCount)
    sums.withUnsafeMutableBufferPointer { sums in
      for (place, row) in rows.enumerated() {
        sums.update(repeating: 0)
        for entry in features.starts[Int(row)]..<features.starts[Int(row) + 1] {
          let column = Int(features.columns[entry])
          let value = features.values[entry]
          for posting in Int(starts[column])..<Int(starts[column + 1]) {
            sums[Int(documents[posting])] += value * values[posting]
          }
        }
        body(place, UnsafeBufferPointer(sums))
      }
    }
  }

  /// The similarity of each row to the document of the index that is most like it.
  func largestSimilarities(of rows: [Int32]) -> [Float] {
    var largest = [Float](repeating: 0, count: rows.count)
    guard documentCount > 0 else { return largest }
    compare(rows) { place, similarities in largest[place] = similarities.max() ?? 0 }
    return largest
  }
}
