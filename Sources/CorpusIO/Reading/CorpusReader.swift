package import LabelingCore

/// Reads a corpus file batch by batch.
package protocol CorpusReader: AnyObject {
  /// The file's path, as the user gave it.
  var path: String { get }
  /// The format the file is read as.
  var format: CorpusFormat { get }
  /// The fields seen so far; complete from the start for CSV and TSV.
  var fields: FieldTable { get }
  /// Bytes of the file that were read so far, compressed ones as they are.
  var readByteCount: Int { get }
  /// Where bad records go.
  var rejects: RejectLog { get }
  /// XML: the name space of names without a prefix around the last batch's records; empty for
  /// none.
  var defaultNamespace: String { get }
  /// CSV and TSV: the names of the columns of the file that is read; `nil` without a header.
  var header: [String]? { get }

  /// Fills a batch with the next documents; what it held before is removed.
  ///
  /// When reading fails after some documents, those are returned first and the
  /// next call throws. So what is read does not depend on the size of batches.
  /// - Parameters:
  ///   - batch: Takes the documents; its memory is used again.
  ///   - maximumCount: Most documents to read.
  ///   - maximumByteCount: No document is started when the arena holds this many.
  /// - Returns: `false` at the end, with an empty batch.
  /// - Throws: ``CorpusError`` if reading cannot go on, or the policy forbids it.
  func read(
    into batch: inout DocumentBatch,
    maximumCount: Int,
    maximumByteCount: Int
  ) throws(CorpusError) -> Bool
}

extension CorpusReader {
  package var defaultNamespace: String { "" }
  package var header: [String]? { nil }

  /// Fills a batch of at most 4096 documents and about 4 MB.
  package func read(
    into batch: inout DocumentBatch,
    atMost count: Int = .max
  ) throws(CorpusError) -> Bool {
    try read(into: &batch, maximumCount: min(count, 4096), maximumByteCount: 4 << 20)
  }
}
