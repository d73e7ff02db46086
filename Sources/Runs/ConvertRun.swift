package import ByteIO
package import CorpusIO
internal import LabelingCore

/// Writes a corpus in another format.
package struct ConvertRun {
  /// The corpus.
  package var source: CorpusSource
  /// The files that the command reads and writes.
  package var files = RunFiles()
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

  /// Reads the corpus and writes it to one of the command's outputs.
  ///
  /// CSV needs all field names before the first document, so a corpus of
  /// another format is then read twice.
  /// - Throws: What reading and writing throw.
  package func run(writingTo path: String) throws -> Outcome {
    guard let format = format ?? CorpusFormat(path: path) else {
      throw CorpusError.unknownFormat(path: path)
    }
    let reading = CorpusReading(source.paths)
    let fields = try FieldSurvey.names(of: source, for: format, reading: reading)
    let pass = reading.pass()
    let rejects = try source.rejectLog(files)
    let reader = try CorpusSequence(
      paths: source.paths,
      options: source.options,
      rejects: rejects,
      witness: pass
    )
    let writer = try Corpus.writer(
      files.open(path),
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
      try reading.finish(pass)
      try writer.finish()
    } catch {
      writer.discard()
      throw error
    }
    try rejects.finish()
    return Outcome(
      documentCount: count,
      rejectedCount: rejects.count,
      firstRejects: rejects.first,
      losses: writer.losses
    )
  }
}
