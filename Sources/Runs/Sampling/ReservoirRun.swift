internal import ByteIO
internal import CorpusIO
internal import LabelingCore

/// Draws documents of a stream in one pass; only the sample is in memory.
struct ReservoirRun {
  private struct Kept {
    var batch: DocumentBatch
    var origin: BatchOrigin
  }

  let run: SampleRun
  let capacity: Int

  /// Reads the stream to its end, then writes the sample in its order.
  func run(writingTo path: String) throws -> SampleRun.Outcome {
    let source = run.source
    let sink = try run.files.open(path)
    let rejects = try source.rejectLog(run.files)
    let reader = try CorpusSequence(
      paths: source.paths,
      options: source.options,
      rejects: rejects
    )
    var generator = SeededGenerator(seed: run.seed)
    var reservoir = Reservoir<Kept>(capacity: capacity)
    var batch = DocumentBatch()
    var room = DocumentRoom(source.documentLimit)
    while try room.read(reader, into: &batch) {
      let origin = reader.origin
      for row in batch.records.indices {
        reservoir.offer(Kept(batch: batch.document(at: row), origin: origin), using: &generator)
      }
    }
    try rejects.finish()
    let elements = reservoir.elements
    let format = run.format ?? CorpusFormat(path: path) ?? elements.first?.origin.format ?? .jsonl
    let writer = try Corpus.writer(sink, format: format, options: run.writerOptions)
    let added = [AddedField(run.probabilityField, .number(reservoir.probability))]
    do {
      try writer.begin(
        OutputSchema(
          fields: reader.fields.names,
          additions: [run.probabilityShape]
        )
      )
      for kept in elements {
        var origin = kept.origin
        origin.fields = reader.fields
        try writer.write(kept.batch, from: origin) { _ in added }
      }
      try writer.finish()
    } catch {
      writer.discard()
      throw error
    }
    var outcome = SampleRun.Outcome()
    outcome.documentCount = reservoir.count
    outcome.fileCounts = [elements.count]
    outcome.rejectedCount = rejects.count
    outcome.firstRejects = rejects.first
    outcome.losses = writer.losses
    return outcome
  }
}

extension DocumentBatch {
  /// One document in its own batch.
  fileprivate func document(at row: Int) -> DocumentBatch {
    var copy = DocumentBatch()
    var record = records[row]
    func append(_ slice: Slice) -> Slice {
      let start = copy.bytes.count
      copy.bytes += bytes[slice.range]
      return Slice(offset: start, length: copy.bytes.count - start)
    }
    let raw = record.raw
    record.raw = append(raw)
    for index in record.cells {
      var cell = cells[index]
      if !replacingCells.isEmpty, replaces(in: index) {
        copy.replacingCells.append(copy.cells.count)
      }
      cell.value = cell.value == raw ? record.raw : append(cell.value)
      copy.cells.append(cell)
    }
    record.cells = copy.cells.indices
    copy.records = [record]
    return copy
  }
}
