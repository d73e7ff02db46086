internal import CorpusIO
internal import LabelModels
internal import LabelingCore
internal import PluginHost

/// How documents are labeled by an end model of one kind, and how well.
protocol Classification {
  /// The fields that are added.
  var shapes: [AddedFieldShape] { get }
  /// Documents so far.
  var documentCount: Int { get }
  /// Documents that got each class.
  var labelCounts: [Int] { get }
  /// Documents without a label, or with none of several classes.
  var unlabeledCount: Int { get }
  /// Documents whose gold label is not a class of the model.
  var foreignGoldCount: Int { get }
  /// Whether a gold field was named that is empty throughout.
  var lacksGold: Bool { get }
  /// The labels against gold; `nil` without any, and for labels of several classes.
  var score: ScoreReport? { get }
  /// Labels of several classes against gold; `nil` without any.
  var labelSetScore: LabelSetReport? { get }

  /// Labels documents.
  ///
  /// - Returns: What a document of the batch gets: a value per added field.
  mutating func additions(
    to batch: inout LabelingBatch<CorpusContext>,
    _ texts: [DocumentBatch.Slice]
  ) -> (_ row: Int) -> [AddedField]

  /// Judges the labels when all documents have been read.
  ///
  /// - Throws: What is wrong with gold labels.
  mutating func finish(_ stream: CorpusStream) throws
}
