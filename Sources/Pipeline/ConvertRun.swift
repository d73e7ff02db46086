package import CorpusIO
internal import LabelingCore

/// Writes a corpus in another format.
package struct ConvertRun {
  /// The corpus.
  package var source: CorpusSource
  /// The output's format; `nil` goes by the path's suffix.
  package var format: CorpusFormat?
  /// How the output is written.
  package var writerOptions = CorpusWriterOptions()

  /// What happened.
  package struct Outcome: Sendable {
    /// Documents written.
    package var documentCount: Int
    /// Bad records that were left out.
    package var rejectedCount: Int
    /// The first bad records.
    package var firstRejects: [RejectedRecord]
    /// What the output's format could not express.
    package var losses: [ConversionLoss]
  }

  /// Prepares a conversion.
  package init(source: CorpusSource) { self.source = source }

  /// Reads the corpus and writes it to a path; `-` is standard output.
  ///
  /// CSV needs all field names before the first document, so a corpus of
  /// another format is then read twice.
  /// - Throws: What reading and writing throw; then there is no output, or the old one.
  package func run(writingTo path: String) throws -> Outcome {
    guard let format = format ?? CorpusFormat(path: path) else {
      throw CorpusError.unknownFormat(path: path)
    }
    let fields = try FieldSurvey.names(of: source, for: format)
    let rejectsWriter = try source.rejectsPath.map {
      try RejectsWriter(CorpusOutput.open(path: $0))
    }
    let rejects = RejectLog(policy: source.errorPolicy, writer: rejectsWriter)
    let reader = try CorpusSequence(
      paths: source.paths,
      options: source.options,
      rejects: rejects
    )
    let writer = try Corpus.writer(
      CorpusOutput.open(path: path),
      format: format,
      options: writerOptions
    )
    var count = 0
    do {
      try writer.begin(OutputSchema(fields: fields))
      var room = DocumentRoom(source.documentLimit)
      var batch = DocumentBatch()
      while try room.read(reader, into: &batch) {
        try writer.write(batch, from: reader.origin)
        count += batch.count
      }
      try writer.finish()
    } catch {
      writer.discard()
      throw error
    }
    try rejectsWriter?.finish()
    return Outcome(
      documentCount: count,
      rejectedCount: rejects.count,
      firstRejects: rejects.first,
      losses: writer.losses
    )
  }
}
