internal import ByteIO
internal import CorpusIO
internal import LabelingCore
internal import Workspace

/// The second pass over a corpus: every document with the fields that its votes add.
struct AddedFieldWriting {
  /// The first pass.
  let apply: ApplyRun
  /// How the output is written.
  let options: CorpusWriterOptions
  /// The output's format; `nil` for that of the corpus.
  let format: CorpusFormat?
  /// The added fields.
  let shapes: [AddedFieldShape]
  /// Called now and then with the number of documents written so far.
  let onWriting: (_ documents: Int) -> Void

  /// Reads the corpus again and writes it.
  ///
  /// - Parameters:
  ///   - applied: How the first pass went.
  ///   - votes: Its votes, whose rows are the documents.
  ///   - sink: Takes the bytes; it is given up if anything goes wrong.
  ///   - additions: The fields that are added to documents of a pattern.
  /// - Returns: What the output's format could not express.
  /// - Throws: What reading and writing throw, and a `Diagnostic` when the corpus has changed.
  func write(
    _ applied: ApplyRun.Outcome,
    votes: VotePatterns,
    to sink: any ByteSink,
    _ additions: (_ pattern: Int) -> [AddedField]
  ) throws -> [ConversionLoss] {
    let source = apply.source
    let pass = try SecondPass(
      source,
      rejected: applied.rejectedNumbers,
      format: format,
      reading: apply.reading
    )
    let batches = Prefetcher(capacity: 4, abandon: pass.abandon) { try pass.next() }
    var pending = try batches.next()
    let format = format ?? pending?.origin.format ?? .jsonl
    let writer = try Corpus.writer(sink, format: format, options: options)
    do {
      try writer.begin(OutputSchema(fields: applied.fields.names, additions: shapes))
      // Kept for patterns that recur.
      var known = [EncodedAddedFields?](repeating: nil, count: votes.patternCount)
      let patternOfRow = votes.patternOfRow
      func encoded(_ row: Int) -> EncodedAddedFields {
        let pattern = Int(patternOfRow[row])
        if let encoded = known[pattern] { return encoded }
        let encoded = writer.encoded(additions(pattern))
        if votes.counts[pattern] > 1 { known[pattern] = encoded }
        return encoded
      }
      var row = 0
      while let (documents, origin) = pending {
        guard row + documents.count <= votes.rowCount else {
          throw apply.reading.change(of: origin.path)
        }
        let start = row
        try writer.write(documents, from: origin, addingEncoded: { encoded(start + $0) })
        row += documents.count
        onWriting(row)
        pending = try batches.next()
      }
      guard row == votes.rowCount else { throw apply.reading.change(of: source.paths[0]) }
      try writer.finish()
    } catch {
      writer.discard()
      throw error
    }
    return writer.losses
  }
}
