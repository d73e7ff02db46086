package import CorpusIO
package import LabelingCore
package import PluginHost

extension VotedBatch<CorpusContext> {
  /// Gold label of each document; abstain where there is none.
  package var golds: [Vote] { batch.context.golds }
  /// The classes that the truth is among, by place in the batch, where gold is a set of them.
  package var goldSets: [Int: [Int]] { batch.context.goldSets }
  /// Where the documents are from.
  package var origin: BatchOrigin { batch.context.origin }

  /// The id of the document at `row`.
  package func id(at row: Int) -> String { batch.documents.string(batch.ids[row]) }
}
