internal import ByteIO
package import CorpusIO
package import EndModels
internal import LabelIO
package import LabelingCore
internal import PluginHost

/// A corpus with labels of several classes as an end model learns from it.
package struct MultiLabelTexts {
  /// N-grams of each document.
  package var terms: DocumentTerms
  /// The classes.
  package var labelSpace: LabelSpace
  /// Probability of each class for each document, each on its own.
  var targets: SoftLabels
  /// The classes of each document; `nil` where it has no labels.
  var labels: [[Int]?]
  /// The classes of each document by gold; `nil` where they are unknown.
  var golds: [[Int]?]
  /// Documents that have neither labels nor gold labels, and were left out.
  package var unlabeledCount: Int
  /// Where bad records went.
  package var rejects: RejectLog
}

/// Reads texts with labels of several classes.
struct MultiLabelTextReader {
  var source: CorpusSource
  var files: RunFiles
  var labels: TrainRun.Labels
  var options: FeatureOptions
  var onProgress: (_ documents: Int, _ bytes: Int) -> Void

  /// Labels as they are written, and what is known of their classes.
  private struct Contents {
    var probabilities: LabelSetProbabilities?
    var values: [Double] = []
    var labels: GoldTable
    var golds: GoldTable
    var count = 0
    var unlabeledCount = 0

    /// A document is known by its place among those that are kept.
    var id: String { String(count) }
  }

  private var labelField: String {
    switch labels {
    case .probabilities(let prefix): LabelSchema(prefix: prefix).labels
    case .classes(let field): field
    }
  }

  /// Reads the whole corpus.
  ///
  /// - Throws: What reading throws, and a `Diagnostic` for labels that cannot be read.
  func read() throws -> MultiLabelTexts {
    let rejects = try source.rejectLog(files)
    // The stream would read gold labels as one class.
    var plain = source
    plain.goldField = nil
    let stream = try CorpusStream(plain, labelSpace: nil, rejects: rejects)
    var terms = DocumentTerms(options: options)
    let path = source.paths.first ?? "-"
    var contents = Contents(labels: GoldTable(path: path), golds: GoldTable(path: path))
    var selector = LabelSetSelector(labelField)
    var goldSelector = source.goldField.map { LabelSetSelector($0) }
    var isFirst = true
    while var batch = try stream.next() {
      guard let slices = batch.texts else {
        if batch.count == 0 { continue }
        throw MissingText.diagnostic("an end model learns from", in: source, fields: stream.fields)
      }
      let fields = batch.origin.fields
      selector.resolve(fields)
      goldSelector?.resolve(fields)
      if isFirst, case .probabilities(let prefix) = labels {
        contents.probabilities = LabelSetProbabilities(
          LabelSchema(prefix: prefix),
          behind: labelField,
          in: batch.documents,
          fields: fields
        )
        guard contents.probabilities != nil else { throw noProbabilities(prefix, path) }
      }
      isFirst = false
      var kept: [DocumentBatch.Slice] = []
      for row in 0..<batch.count where try add(row, &batch, &selector, &goldSelector, &contents) {
        kept.append(slices[row])
      }
      terms.append(kept, of: batch.documents.bytes)
      onProgress(batch.context.documentCount, batch.context.readByteCount)
    }
    try rejects.finish()
    for (isKnown, field) in [
      (selector.isKnown, labelField), (goldSelector?.isKnown ?? true, source.goldField ?? ""),
    ] where !isKnown && stream.documentCount > 0 {
      throw CorpusError.unknownField(.gold, path: field, file: path, fields: stream.fields.names)
    }
    return try finished(contents, terms, rejects)
  }

  /// Takes a document; returns whether it is of use.
  private func add(
    _ row: Int,
    _ batch: inout LabelingBatch<CorpusContext>,
    _ selector: inout LabelSetSelector,
    _ goldSelector: inout LabelSetSelector?,
    _ contents: inout Contents
  ) throws -> Bool {
    let label = selector.text(at: row, in: &batch.documents)
    let gold = goldSelector?.text(at: row, in: &batch.documents) ?? ""
    guard !label.isEmpty || !gold.isEmpty else {
      contents.unlabeledCount += 1
      return false
    }
    let record = batch.documents.records[row]
    contents.labels.add(id: contents.id, label: label, line: record.line)
    contents.golds.add(id: contents.id, label: gold, line: record.line)
    if let probabilities = contents.probabilities {
      contents.values +=
        label.isEmpty
        ? probabilities.classes.map { _ in 0 }
        : try probabilities.values(
          of: record,
          in: batch.documents,
          at: SourceLocation(batch.origin.path, line: record.line)
        )
    }
    contents.count += 1
    return true
  }

  private func noProbabilities(_ prefix: String, _ path: String) -> Diagnostic {
    Diagnostic(
      at: SourceLocation(path),
      "there are labels of several classes and no probabilities: neither columns "
        + "'\(prefix)p_<class>' behind '\(labelField)' nor an object '\(prefix)probabilities'",
      help: "give the output of 'winnow label', or learn from the labels alone with '--label-field'"
    )
  }

  /// The corpus with its final classes; those of a field are sorted by name.
  private func finished(
    _ contents: Contents,
    _ terms: DocumentTerms,
    _ rejects: RejectLog
  ) throws -> MultiLabelTexts {
    let names =
      try contents.probabilities?.classes
      ?? contents.labels.severalClasses(beyond: LabelSpace([]))
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let space = LabelSpace(names)
    let ids = (0..<contents.count).map(String.init)
    let labels = try contents.labels.labelSets(of: ids, in: space)
    let isGold = contents.probabilities == nil
    let golds = isGold ? labels : try contents.golds.labelSets(of: ids, in: space)
    let k = space.classCount
    var values = contents.values
    if isGold {
      values = [Double](repeating: 0, count: ids.count * k)
      for (row, label) in labels.enumerated() {
        for c in label ?? [] { values[row * k + c] = 1 }
      }
    }
    return MultiLabelTexts(
      terms: terms,
      labelSpace: space,
      targets: SoftLabels(classCount: max(k, 1), values: values),
      labels: labels,
      golds: golds,
      unlabeledCount: contents.unlabeledCount,
      rejects: rejects
    )
  }
}
