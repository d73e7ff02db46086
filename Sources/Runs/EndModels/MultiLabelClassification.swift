internal import CorpusIO
internal import EndModels
internal import LabelIO
internal import LabelModels
internal import LabelingCore
internal import PluginHost

/// Labels documents that have several classes; rows with gold are kept to be judged.
struct MultiLabelClassification: Classification {
  private(set) var documentCount = 0
  private(set) var labelCounts: [Int]
  private(set) var unlabeledCount = 0
  private(set) var foreignGoldCount = 0
  private(set) var labelSetScore: LabelSetReport?
  private let classifier: TextClassifier<FittedMultiLabelEndModel>
  private let output: LabelSetEncoder
  private let goldField: String?
  private var selector: LabelSetSelector?
  /// Gold labels by the number of the document.
  private var gold: GoldTable
  private var labels: [[Int]] = []
  private var probabilities: SoftLabels

  init(
    _ classifier: TextClassifier<FittedMultiLabelEndModel>,
    prefix: String,
    format: CorpusFormat,
    goldField: String?,
    path: String
  ) {
    let space = classifier.model.labelSpace
    var output = LabelSetEncoder(
      labelSpace: space,
      functions: [],
      ballots: BallotList(classCount: space.classCount, statements: [[Int]]()),
      format: format
    )
    output.schema.prefix = prefix
    self.classifier = classifier
    self.output = output
    self.goldField = goldField
    selector = goldField.map { LabelSetSelector($0) }
    gold = GoldTable(path: path)
    labelCounts = [Int](repeating: 0, count: space.classCount)
    probabilities = SoftLabels(classCount: space.classCount, values: [])
  }

  var shapes: [AddedFieldShape] { output.shapes }
  var lacksGold: Bool { goldField != nil && gold.ids.isEmpty }
  var score: ScoreReport? { nil }

  mutating func additions(
    to batch: inout LabelingBatch<CorpusContext>,
    _ texts: [DocumentBatch.Slice]
  ) -> (_ row: Int) -> [AddedField] {
    let own = classifier.probabilities(of: texts, in: batch.documents.bytes)
    selector?.resolve(batch.origin.fields)
    let found = texts.indices.map { classifier.model.labels(from: own[row: $0]) }
    documentCount += texts.count
    for (row, classes) in found.enumerated() {
      for c in classes { labelCounts[c] += 1 }
      if classes.isEmpty { unlabeledCount += 1 }
      let truth = selector?.text(at: row, in: &batch.documents) ?? ""
      guard !truth.isEmpty else { continue }
      gold.add(id: "\(labels.count)", label: truth, line: batch.documents.records[row].line)
      labels.append(classes)
      probabilities.values += own[row: row]
    }
    return { [output] row in
      output.additions(labels: found[row], probabilities: own[row: row], votes: [])
    }
  }

  mutating func finish(_ stream: CorpusStream) throws {
    if let goldField, selector?.isKnown == false, documentCount > 0 {
      throw CorpusError.unknownField(
        .gold,
        path: goldField,
        file: gold.path,
        fields: stream.fields.names
      )
    }
    guard !labels.isEmpty else { return }
    let known = classifier.model.labelSpace
    let space = LabelSpace(known.classes + (try gold.severalClasses(beyond: known)))
    let golds = try gold.labelSets(of: labels.indices.map(String.init), in: space)
    foreignGoldCount = golds.count { $0?.contains { $0 >= known.classCount } == true }
    labelSetScore = LabelSetReport(
      of: LabelSetRows(
        labelSpace: space,
        labels: labels,
        gold: golds,
        probabilities: probabilities.widened(to: space.classCount)
      )
    )
  }
}
