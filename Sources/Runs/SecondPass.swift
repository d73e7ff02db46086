internal import ByteIO
internal import CorpusIO
internal import LabelingCore

/// Reads a corpus again, leaving out what the first pass left out.
///
/// Roles are not looked for again, and records that can be copied as they stand are not
/// even parsed.
final class SecondPass {
  private let reader: CorpusSequence
  private let reading: CorpusReading
  private var pass: ReadingWitness?
  private let rejected: [ExactString: Set<Int>]
  /// Documents that may still be read.
  private var room: Int

  /// Opens the corpus.
  ///
  /// - Parameters:
  ///   - source: The corpus.
  ///   - rejected: Numbers of the records that the first pass left out, by path.
  ///   - format: The format of the output; `nil` for that of the corpus.
  ///   - reading: What the first pass was of.
  /// - Throws: `CorpusError` when the first file cannot be opened.
  init(
    _ source: CorpusSource,
    rejected: [ExactString: Set<Int>],
    format: CorpusFormat?,
    reading: CorpusReading
  ) throws {
    var options = source.options
    let formats = Set(source.paths.map { options.format ?? CorpusFormat(path: $0) })
    let only = formats.count == 1 ? formats.first.flatMap { $0 } : nil
    options.readsRawOnly = only.map { $0.copiesRecords && $0 == format ?? $0 } ?? false
    self.rejected = rejected
    self.reading = reading
    pass = reading.pass()
    room = source.documentLimit ?? .max
    reader = try CorpusSequence(
      paths: source.paths,
      options: options,
      rejects: RejectLog(policy: .skip),
      witness: pass
    )
  }

  /// Ends reading from any thread.
  func abandon() { reader.abandon() }

  /// The next documents and where they are from, or `nil` at the end.
  ///
  /// - Throws: What reading throws; at the end a `Diagnostic` if the corpus has changed.
  func next() throws -> (documents: DocumentBatch, origin: BatchOrigin)? {
    var documents = DocumentBatch()
    guard room > 0, try reading.within(pass, { try reader.read(into: &documents) }) else {
      if let pass { try reading.finish(pass) }
      pass = nil
      return nil
    }
    if let numbers = rejected[ExactString(reader.path)] {
      documents.records.removeAll { numbers.contains($0.number) }
    }
    if documents.count > room { documents.records.removeSubrange(room...) }
    room -= documents.count
    return (documents, reader.origin)
  }
}
