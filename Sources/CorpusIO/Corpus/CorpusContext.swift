package import LabelingCore

/// What a run keeps with a batch of a corpus besides what labeling functions see.
package struct CorpusContext: Sendable {
  /// Gold label of each document; abstain where there is none.
  package var golds: [Vote]
  /// The classes that the truth is among, by place in the batch, where gold is a set of them.
  package var goldSets: [Int: [Int]] = [:]
  /// Where the documents are from.
  package var origin: BatchOrigin
  /// Documents read so far, these included.
  package var documentCount: Int
  /// Bytes read from the files so far, as they are stored.
  package var readByteCount: Int
}

extension LabelingBatch<CorpusContext> {
  /// Gold label of each document; abstain where there is none.
  package var golds: [Vote] { context.golds }
  /// The classes that the truth is among, by place in the batch, where gold is a set of them.
  package var goldSets: [Int: [Int]] { context.goldSets }
  /// Where the documents are from.
  package var origin: BatchOrigin { context.origin }
}
