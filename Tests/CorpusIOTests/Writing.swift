import ByteIO
import CorpusIO
import LabelingCore

/// Reads bytes of one format and writes them as another.
struct Writing {
  var text: String
  var losses: [String]

  init(
    _ text: String,
    _ source: CorpusFormat,
    to target: CorpusFormat,
    options: CorpusWriterOptions = CorpusWriterOptions(),
    shapes: [AddedFieldShape] = [],
    adding additions: (Int) -> [AddedField] = { _ in [] }
  ) throws {
    var readerOptions = CorpusOptions()
    readerOptions.recordPath = "document"
    let bytes = Array(text.utf8)
    // Two passes, as a command makes them: CSV needs all fields up front.
    let fields = Reading(bytes: bytes, source, readerOptions).fields
    let reader = try Corpus.reader(of: MemorySource(bytes), source, options: readerOptions)
    let sink = MemorySink()
    let writer = try Corpus.writer(sink, format: target, options: options)
    var batch = DocumentBatch()
    try writer.begin(OutputSchema(fields: fields, additions: shapes))
    while try reader.read(into: &batch, maximumCount: 2, maximumByteCount: 1 << 20) {
      try writer.write(batch, from: reader.origin) { additions(batch.records[$0].number) }
    }
    try writer.finish()
    self.text = String(decoding: sink.bytes, as: UTF8.self)
    losses = writer.losses.map(\.description)
  }
}
