package import ByteIO
package import CorpusIO
internal import LabelIO
package import LabelingCore
internal import TextKit

/// Draws documents of a corpus, or deals all of them out to splits.
package struct SampleRun {
  /// β of the effective number of documents unless another is asked for.
  package static let defaultBeta = 0.999
  /// Least similarity of near-duplicates unless another is asked for.
  package static let defaultDuplicateThreshold = 0.8

  /// The corpus.
  package var source: CorpusSource
  /// The files that the command reads and writes.
  package var files = RunFiles()
  /// Where random choices begin.
  package var seed = SeededGenerator.defaultSeed
  /// How documents are drawn.
  package var design = SampleDesign.simple
  /// How many of each stratum.
  package var allocation = StratumAllocation.proportional
  /// The added field of inclusion probabilities.
  package var probabilityField = GoldTable.inclusionField
  /// What stands before the names of labels' fields.
  package var labelPrefix = ""
  /// The field of classes, whose balance is shown.
  package var classField: String?
  /// How the added field `class_weight` is computed; `nil` adds none.
  package var weighting: SampleWeighting?
  /// β of the effective number of documents.
  package var beta = Self.defaultBeta
  /// The field whose values are strata of splits.
  package var splitStratumField: String?
  /// How many classes the values of strata name: of several, each class gets its share.
  package var labels = LabelKind.one
  /// Least similarity of near-duplicates, which stay in one split.
  package var duplicateThreshold = Self.defaultDuplicateThreshold
  /// The output's format; `nil` goes by the corpus.
  package var format: CorpusFormat?
  /// How the output is written.
  package var writerOptions = CorpusWriterOptions()

  /// Rows of a stratum or class.
  package struct Tally: Sendable, Encodable {
    /// Its name.
    package let name: String
    /// Documents of the corpus.
    package let documentCount: Int
    /// Documents of each file.
    package let fileCounts: [Int]
  }

  /// A class and what its documents weigh.
  package struct ClassTally: Sendable, Encodable {
    /// Its documents.
    package let tally: Tally
    /// Weight by inverse frequency; the mean over all documents is 1.
    package let inverseWeight: Double
    /// Weight by the effective number of documents.
    package let effectiveWeight: Double
  }

  /// What happened.
  package struct Outcome: Sendable {
    /// Documents of the corpus.
    package var documentCount = 0
    /// Documents of each file.
    package var fileCounts: [Int] = []
    /// The strata, where there are any; the classes, where strata name several a document.
    package var strata: [Tally] = []
    /// The classes, where a field names them; weights are by the first file.
    package var classes: [ClassTally] = []
    /// Documents that are in a cluster of near-duplicates, and the clusters.
    package var nearDuplicates: (documents: Int, clusters: Int, largest: Int)?
    /// Bad records that were left out.
    package var rejectedCount = 0
    /// The first bad records.
    package var firstRejects: [RejectedRecord] = []
    /// What the output's format could not express.
    package var losses: [ConversionLoss] = []
  }

  /// Prepares a run.
  package init(source: CorpusSource) { self.source = source }

  /// Draws documents and writes them; without a path it only tells the balance.
  ///
  /// - Parameters:
  ///   - size: How many.
  ///   - path: Where they go; `-` is standard output.
  /// - Returns: What happened.
  /// - Throws: `CorpusError`, and a `Diagnostic` for fields that do not fit; then there is
  ///   no output, or the old one.
  package func draw(_ size: SampleSize, writingTo path: String?) throws -> Outcome {
    if case .reservoir = design, case .count(let count) = size, let path {
      return try ReservoirRun(run: self, capacity: count).run(writingTo: path)
    }
    try InputSpool.keep(source.paths)
    let survey = try CorpusSurvey(source, questions, files)
    let sets = try labelSets(of: survey)
    let drawn = draw(size.count(of: survey.count), survey, sets)
    var probabilities = [Double](repeating: 0, count: survey.count)
    for (row, probability) in zip(drawn.rows, drawn.probabilities) {
      probabilities[row] = probability
    }
    let files = probabilities.map { $0 > 0 ? 0 : -1 }
    var outcome = outcome(survey, sets, files, fileCount: 1)
    guard let path else { return outcome }
    let writing = ChosenDocuments(
      shapes: [probabilityShape] + weightShapes,
      files: self.files,
      writerOptions: writerOptions,
      format: format ?? CorpusFormat(path: path)
    )
    outcome.losses = try writing.write(source, survey, to: { _ in [path] }) { row in
      guard probabilities[row] > 0 else { return nil }
      let additions =
        [AddedField(probabilityField, .number(probabilities[row]))]
        + weightAdditions(row, survey, outcome)
      return ChosenDocuments.Choice(file: 0, additions: additions)
    }
    return outcome
  }

  /// Deals all documents out, near-duplicates to the same file.
  ///
  /// - Parameters:
  ///   - splits: Names and shares, which sum to 1.
  ///   - folder: The folder of the files; they are named after the splits.
  /// - Returns: What happened.
  /// - Throws: As ``draw(_:writingTo:)``.
  package func split(
    _ splits: [(name: String, share: Double)],
    writingTo folder: String
  ) throws -> Outcome {
    try InputSpool.keep(source.paths)
    var questions = questions
    questions.stratumField = splitStratumField
    questions.textField = source.textField ?? "text"
    let survey = try CorpusSurvey(source, questions, files)
    let strata =
      splitStratumField == nil
      ? SampleStrata(single: "all", rowCount: survey.count) : survey.strata
    let clusters = survey.signatures.clusters(threshold: duplicateThreshold)
    var generator = SeededGenerator(seed: seed)
    let sets = splitStratumField == nil ? nil : try labelSets(of: survey)
    let files =
      sets?.stratification(clusters: clusters)
      .subsets(shares: splits.map(\.share), using: &generator)
      ?? SplitAssignment.splits(
        clusters: clusters,
        strata: strata.indices,
        stratumCount: strata.names.count,
        shares: splits.map(\.share),
        using: &generator
      )
    var outcome = outcome(survey, sets, files, fileCount: splits.count)
    var sizes: [Int: Int] = [:]
    for cluster in clusters { sizes[cluster, default: 0] += 1 }
    let several = sizes.values.filter { $0 > 1 }
    outcome.nearDuplicates = (several.reduce(0, +), several.count, several.max() ?? 0)
    let writing = ChosenDocuments(
      shapes: weightShapes,
      files: self.files,
      writerOptions: writerOptions,
      format: format
    )
    outcome.losses = try writing.write(
      source,
      survey,
      to: { format in
        let paths = splits.map { "\(folder)/\($0.name).\(format.rawValue)" }
        // Their suffix is that of the corpus, which is known only now.
        try self.files.add(writes: paths)
        return paths
      },
      { row in
        ChosenDocuments.Choice(
          file: files[row],
          additions: weightAdditions(row, survey, outcome)
        )
      }
    )
    return outcome
  }

  private var questions: CorpusSurvey.Questions {
    var questions = CorpusSurvey.Questions()
    questions.idField = source.idField
    questions.classField = classField
    questions.labels = labels
    questions.labelPrefix = labelPrefix
    switch design {
    case .simple, .reservoir: break
    case .stratified(let field): questions.stratumField = field
    case .votePatterns(let votes): questions.votes = votes
    case .weighted(let field): questions.weightField = field
    case .uncertainty: questions.readsEntropy = true
    }
    return questions
  }

  /// The sets of classes that strata name; `nil` where they name one each, or none.
  private func labelSets(of survey: CorpusSurvey) throws -> LabelSetStrata? {
    guard labels == .several, survey.stratumLines.count == survey.strata.names.count else {
      return nil
    }
    return try LabelSetStrata(
      survey.strata,
      firstLines: survey.stratumLines,
      of: source.paths.first ?? "-"
    )
  }

  private func draw(
    _ count: Int,
    _ survey: CorpusSurvey,
    _ sets: LabelSetStrata?
  ) -> DrawnRows {
    var generator = SeededGenerator(seed: seed)
    if case .stratified = design, let sets {
      return DrawnRows(where: sets.draw(count, using: &generator))
    }
    switch design {
    case .simple, .reservoir:
      return DrawnRows(count, of: survey.count, using: &generator)
    case .stratified, .votePatterns:
      let counts = allocation.counts(count, sizes: survey.strata.sizes)
      return DrawnRows(counts: counts, strata: survey.strata.indices, using: &generator)
    case .weighted:
      return DrawnRows(count, weights: survey.weights, using: &generator)
    case .uncertainty:
      let mean = survey.weights.reduce(0, +) / Double(max(1, survey.count))
      let floor = mean > 0 ? mean / 10 : 1
      return DrawnRows(count, weights: survey.weights.map { $0 + floor }, using: &generator)
    }
  }

  private func outcome(
    _ survey: CorpusSurvey,
    _ sets: LabelSetStrata?,
    _ files: [Int],
    fileCount: Int
  ) -> Outcome {
    var outcome = Outcome()
    outcome.documentCount = survey.count
    outcome.fileCounts = (0..<fileCount).map { file in files.count { $0 == file } }
    outcome.strata =
      sets?.tallies(files, fileCount) ?? Self.tallies(survey.strata, files, fileCount)
    let classes = Self.tallies(survey.classes, files, fileCount)
    let known = classes.map { $0.name == SampleStrata.missing ? 0 : $0.fileCounts[0] }
    let inverse = SampleWeighting.inverse.weights(known, beta: beta)
    let effective = SampleWeighting.effective.weights(known, beta: beta)
    outcome.classes = classes.indices.map {
      ClassTally(
        tally: classes[$0],
        inverseWeight: inverse[$0],
        effectiveWeight: effective[$0]
      )
    }
    outcome.rejectedCount = survey.rejects.count
    outcome.firstRejects = survey.rejects.first
    return outcome
  }

  private static func tallies(_ strata: SampleStrata, _ files: [Int], _ fileCount: Int) -> [Tally] {
    let counts = (0..<fileCount).map { file in strata.counts { files[$0] == file } }
    return zip(strata.names, strata.sizes).enumerated().map { h, stratum in
      Tally(name: stratum.0, documentCount: stratum.1, fileCounts: counts.map { $0[h] })
    }.sorted { ($1.documentCount, $0.name) < ($0.documentCount, $1.name) }
  }

  /// The added field of inclusion probabilities.
  var probabilityShape: AddedFieldShape {
    AddedFieldShape(
      probabilityField,
      help: "pass '--probability-field' to give the output field another name"
    )
  }

  private var weightShapes: [AddedFieldShape] {
    guard weighting != nil else { return [] }
    let help = "leave '--class-weights' out, or rename the field in the input"
    return [AddedFieldShape("class_weight", help: help)]
  }

  private func weightAdditions(
    _ row: Int,
    _ survey: CorpusSurvey,
    _ outcome: Outcome
  ) -> [AddedField] {
    guard let weighting else { return [] }
    let name = survey.classes.names[Int(survey.classes.indices[row])]
    let found = outcome.classes.first { $0.tally.name.isExactly(name) }
    let weight = weighting == .inverse ? found?.inverseWeight : found?.effectiveWeight
    let value = weight.flatMap { $0 > 0 ? AddedFieldValue.number($0) : nil }
    return [AddedField("class_weight", value ?? .missing)]
  }
}
