internal import ByteIO
internal import CorpusIO
internal import LabelingCore

/// Writes chosen documents of a corpus with all their fields, in a second pass.
struct ChosenDocuments {
  /// Where a document goes, and what is added to it.
  struct Choice {
    /// Index of the file.
    var file: Int
    /// Values in the order of the shapes.
    var additions: [AddedField]
  }

  /// The fields that are added.
  var shapes: [AddedFieldShape]
  /// The plan that the files belong to.
  var files: RunFiles
  /// How files are written.
  var writerOptions = CorpusWriterOptions()
  /// Their format; `nil` goes by the first path's suffix, else by the corpus.
  var format: CorpusFormat?

  /// Reads the corpus again and writes the files; all of them or none.
  ///
  /// - Parameters:
  ///   - source: The corpus.
  ///   - survey: What the first pass told.
  ///   - paths: The files, given the format; `-` is standard output.
  ///   - choice: Where the document of a row goes; `nil` leaves it out.
  /// - Returns: What the format could not express.
  /// - Throws: `CorpusError`, and a `Diagnostic` when the corpus has changed.
  func write(
    _ source: CorpusSource,
    _ survey: CorpusSurvey,
    to paths: (CorpusFormat) throws -> [String],
    _ choice: (_ row: Int) -> Choice?
  ) throws -> [ConversionLoss] {
    let pass = try SecondPass(
      source,
      rejected: survey.rejects.numbers,
      format: format,
      reading: survey.reading
    )
    var pending = try pass.next()
    let format = format ?? pending?.origin.format ?? .jsonl
    var writers: [any CorpusWriter] = []
    do {
      for path in try paths(format) {
        writers.append(
          try Corpus.writer(files.open(path), format: format, options: writerOptions)
        )
        try writers.last?.begin(OutputSchema(fields: survey.fields.names, additions: shapes))
      }
      var row = 0
      while let (documents, origin) = pending {
        guard row + documents.count <= survey.count else {
          throw survey.reading.change(of: origin.path)
        }
        var chosen = writers.map { _ in (records: [DocumentBatch.Record](), added: [[AddedField]]())
        }
        for record in documents.records {
          if let choice = choice(row) {
            chosen[choice.file].records.append(record)
            chosen[choice.file].added.append(choice.additions)
          }
          row += 1
        }
        var part = documents
        for (writer, documents) in zip(writers, chosen) where !documents.records.isEmpty {
          part.records = documents.records
          try writer.write(part, from: origin) { documents.added[$0] }
        }
        pending = try pass.next()
      }
      guard row == survey.count else { throw survey.reading.change(of: source.paths[0]) }
      for writer in writers { try writer.finish() }
    } catch {
      for writer in writers { writer.discard() }
      throw error
    }
    return writers.flatMap(\.losses)
  }
}
