internal import ActiveLearning
internal import ByteIO
internal import CorpusIO
internal import LabelIO
internal import LabelStore
internal import LabelingCore

extension SessionEngine {
  /// Writes every document with what functions, answers and classifier make of it together.
  ///
  /// What annotators agree on, or somebody settled, is certain, as gold labels are.
  /// - Parameters:
  ///   - all: The consensus on documents with answers.
  ///   - format: The format of the file.
  ///   - options: How it is written.
  ///   - sink: Where it goes.
  ///   - path: The path of that, for messages.
  /// - Returns: Number of documents.
  /// - Throws: A `Diagnostic` while there is nothing to go by, what reading the corpus and
  ///   writing throw.
  func writeLabels(
    _ all: [Int: Consensus],
    _ format: CorpusFormat,
    _ options: CorpusWriterOptions,
    to sink: any ByteSink,
    at path: String
  ) throws -> Int {
    guard let posterior = try planner.posterior() else {
      throw Diagnostic(
        "without functions and answers of two classes there are no labels yet",
        help: "answer some questions first with 'winnow session resume \(self.path)'"
      )
    }
    let corpus = try corpus()
    let hasText = corpus.count > 0 && corpus.text(0) != nil
    let output = LabelFieldEncoder(labelSpace: labelSpace, functions: [])
    let sets = LabelSetEncoder(
      labelSpace: labelSpace,
      functions: [],
      ballots: BallotList(classCount: labelSpace.classCount, statements: []),
      format: format
    )
    let isOfSeveral = labels == .several
    let fields = FieldTable(hasText ? ["id", "text"] : ["id"])
    let writer = try Corpus.writer(sink, format: format, options: options)
    do {
      try writer.begin(
        OutputSchema(
          fields: fields.names,
          additions: isOfSeveral ? sets.shapes : output.shapes
        )
      )
      let origin = BatchOrigin(path: path, format: .csv, fields: fields)
      for start in stride(from: 0, to: documents.count, by: 4096) {
        let part = start..<min(start + 4096, documents.count)
        let batch = DocumentBatch(
          rows: part.map { [documents[$0].id] + (hasText ? [corpus.text($0) ?? ""] : []) }
        )
        try writer.write(batch, from: origin) { row in
          let known = all[start + row]?.says?.presentClasses
          let probabilities =
            known.map { known in
              labelSpace.classes.indices.map { known.contains($0) ? 1 : 0 }[...]
            } ?? posterior[start + row]
          if isOfSeveral {
            return sets.additions(
              labels: known ?? Self.likely(probabilities),
              probabilities: probabilities,
              votes: []
            )
          }
          return output.additions(
            label: TieBreaking.abstain.label(of: probabilities),
            probabilities: probabilities,
            votes: []
          )
        }
      }
      try writer.finish()
    } catch {
      writer.discard()
      throw error
    }
    return documents.count
  }

  /// The classes that are more likely than not, each on its own; `nil` where nothing is known of any.
  private static func likely(_ probabilities: ArraySlice<Double>) -> [Int]? {
    if probabilities.allSatisfy({ $0 == 0.5 }) { return nil }
    return probabilities.enumerated().filter { $0.element > 0.5 }.map(\.offset)
  }
}
