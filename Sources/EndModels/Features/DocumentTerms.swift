package import LabelingCore
internal import Threads

/// Counts of n-grams of documents, as they stream by: what features are fitted to.
///
/// - Complexity: Memory of eight bytes per distinct n-gram of each document.
package struct DocumentTerms: Sendable {
  /// Which n-grams are counted.
  package let options: FeatureOptions
  /// Counts; a column per hash bucket.
  package private(set) var counts: FeatureMatrix
  private let threadCount: Int

  /// Begins without documents.
  package init(options: FeatureOptions = FeatureOptions(), threadCount: Int? = nil) {
    precondition(options.areSound, "feature options are within their bounds")
    self.options = options
    self.threadCount = threadCount ?? FixedChunks.processorCount
    counts = FeatureMatrix(columnCount: options.bucketCount)
  }

  /// Number of documents so far.
  package var documentCount: Int { counts.rowCount }

  /// Appends the texts of some documents, in order.
  ///
  /// - Parameters:
  ///   - texts: Where the texts are.
  ///   - bytes: The arena they are in, UTF-8.
  package mutating func append(_ texts: [DocumentBatch.Slice], of bytes: [UInt8]) {
    let chunks = FixedChunks.ranges(of: texts.count, atMost: 2 * threadCount, minimum: 256)
    let options = options
    let parts = bytes.withUnsafeBufferPointer { bytes in
      // Read only, and all threads have ended when the call returns.
      nonisolated(unsafe) let bytes = bytes
      return FixedChunks.map(chunkCount: chunks.count, threadCount: threadCount) { chunk in
        var counter = NGramCounter(options)
        var part = FeatureMatrix(columnCount: options.bucketCount)
        for row in chunks[chunk] {
          let text = UnsafeBufferPointer(rebasing: bytes[texts[row].range])
          counter.count(text, into: &part.columns, &part.values)
          part.starts.append(part.columns.count)
        }
        return part
      }
    }
    for part in parts { counts.append(part) }
  }

  /// Appends texts.
  package mutating func append(_ texts: [String]) {
    var bytes: [UInt8] = []
    let slices = texts.map { text in
      let start = bytes.count
      bytes.append(contentsOf: text.utf8)
      return DocumentBatch.Slice(offset: start, length: bytes.count - start)
    }
    append(slices, of: bytes)
  }
}
