internal import CorpusIO
internal import EndModels
internal import LabelIO
internal import LabelModels
internal import LabelingCore
internal import PluginHost

/// Labels documents that have one class each; rows with gold are kept to be judged.
struct OneClassClassification: Classification {
  private(set) var documentCount = 0
  private(set) var labelCounts: [Int]
  private(set) var score: ScoreReport?
  private(set) var lacksGold = false
  private let classifier: TextClassifier<FittedEndModel>
  private let output: LabelFieldEncoder
  private let ties: TieBreaking
  private let hasGold: Bool
  private var labels: [Vote] = []
  private var golds: [Vote] = []
  private var probabilities: SoftLabels

  init(
    _ classifier: TextClassifier<FittedEndModel>,
    prefix: String,
    ties: TieBreaking,
    hasGold: Bool
  ) {
    let space = classifier.model.labelSpace
    var output = LabelFieldEncoder(labelSpace: space, functions: [])
    output.prefix = prefix
    self.classifier = classifier
    self.output = output
    self.ties = ties
    self.hasGold = hasGold
    labelCounts = [Int](repeating: 0, count: space.classCount)
    probabilities = SoftLabels(classCount: space.classCount, values: [])
  }

  var shapes: [AddedFieldShape] { output.shapes }
  var unlabeledCount: Int { documentCount - labelCounts.reduce(0, +) }
  var foreignGoldCount: Int { golds.count { $0.classIndex >= labelCounts.count } }
  var labelSetScore: LabelSetReport? { nil }

  mutating func additions(
    to batch: inout LabelingBatch<CorpusContext>,
    _ texts: [DocumentBatch.Slice]
  ) -> (_ row: Int) -> [AddedField] {
    let own = classifier.probabilities(of: texts, in: batch.documents.bytes)
    documentCount += texts.count
    let found = texts.indices.map { ties.label(of: own[row: $0]) }
    for (row, label) in found.enumerated() {
      if !label.isAbstain { labelCounts[label.classIndex] += 1 }
      guard hasGold, !batch.golds[row].isAbstain else { continue }
      labels.append(label)
      golds.append(batch.golds[row])
      probabilities.values += own[row: row]
    }
    return { [output] row in
      output.additions(label: found[row], probabilities: own[row: row], votes: [])
    }
  }

  mutating func finish(_ stream: CorpusStream) {
    lacksGold = stream.lacksGold
    guard !golds.isEmpty else { return }
    let space = LabelSpace(classifier.model.labelSpace.classes + stream.foreignClasses.names)
    score = ScoreReport(
      of: ScoredRows(
        labelSpace: space,
        labels: labels,
        gold: golds,
        probabilities: probabilities.widened(to: space.classCount)
      )
    )
  }
}
