import ByteIO
import CorpusIO
import LabelingCore

/// What came of reading some bytes.
struct Reading {
  var documents: [Document] = []
  /// The records as they stood in the file.
  var raws: [[UInt8]] = []
  var rejected: [RejectedRecord] = []
  var rejectedCount = 0
  var fields: [String] = []
  var error: CorpusError?

  var texts: [String] { documents.map(\.description) }

  init(
    _ text: String,
    _ format: CorpusFormat,
    _ options: CorpusOptions = CorpusOptions(),
    policy: ErrorPolicy = .fail
  ) {
    self.init(bytes: Array(text.utf8), format, options, policy: policy)
  }

  init(
    bytes: [UInt8],
    _ format: CorpusFormat,
    _ options: CorpusOptions = CorpusOptions(),
    path: String = "corpus",
    policy: ErrorPolicy = .fail,
    pieceByteCount: Int = .max,
    batchCount: Int = 4096,
    chunks: ReadingChunks? = nil
  ) {
    let log = RejectLog(policy: policy)
    do throws(CorpusError) {
      let reader = try Corpus.reader(
        of: MemorySource(bytes, pieceByteCount: pieceByteCount),
        format,
        path: path,
        options: options,
        rejects: log,
        chunks: chunks
      )
      try read(reader, batchCount: batchCount)
    } catch {
      self.error = error
    }
    rejected = log.first
    rejectedCount = log.count
  }

  init(
    path: String,
    _ options: CorpusOptions = CorpusOptions(),
    policy: ErrorPolicy = .fail
  ) {
    let log = RejectLog(policy: policy)
    do throws(CorpusError) {
      try read(Corpus.reader(path: path, options: options, rejects: log), batchCount: 100)
    } catch {
      self.error = error
    }
    rejected = log.first
    rejectedCount = log.count
  }

  private mutating func read(_ reader: any CorpusReader, batchCount: Int) throws(CorpusError) {
    defer { fields = reader.fields.names }
    var batch = DocumentBatch()
    while try reader.read(into: &batch, maximumCount: batchCount, maximumByteCount: 1 << 20) {
      documents += Document.all(of: batch, reader.fields)
      raws += batch.records.map { Array(batch.bytes[$0.raw.range]) }
    }
  }
}

extension Corpus {
  /// A reader of bytes that come from no file.
  static func reader(
    of source: any ByteSource,
    _ format: CorpusFormat,
    path: String = "in",
    options: CorpusOptions = CorpusOptions(),
    rejects: RejectLog = RejectLog(),
    chunks: ReadingChunks? = nil
  ) throws(CorpusError) -> any CorpusReader {
    let input = try CorpusInput(source, path: path, format: format, encoding: options.encoding)
    return try reader(
      input,
      path: path,
      format,
      options: options,
      rejects: rejects,
      chunks: chunks
    )
  }

  /// A reader of text in memory.
  static func reader(
    of text: String,
    _ format: CorpusFormat,
    path: String = "in",
    options: CorpusOptions = CorpusOptions(),
    rejects: RejectLog = RejectLog(),
    chunks: ReadingChunks? = nil
  ) throws(CorpusError) -> any CorpusReader {
    try reader(
      of: MemorySource(Array(text.utf8)),
      format,
      path: path,
      options: options,
      rejects: rejects,
      chunks: chunks
    )
  }
}
