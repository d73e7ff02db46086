package import LabelingCore

/// Reads a file of lines on several threads, to the same documents as on one.
///
/// Threads parse chunks as if each were a separate file. A chunk that follows
/// a whole record and holds good records only is taken as it is, with its lines
/// and numbers shifted. Any other is read again here, by the reader that would
/// have read the whole file, until a chunk ends together with a record.
package final class ChunkedReader: CorpusReader {
  package let path: String
  package let format: CorpusFormat
  package let rejects: RejectLog
  package private(set) var readByteCount: Int
  package var fields: FieldTable { serial?.fields ?? known }

  package let header: [String]?
  private let notices: CorpusNotices
  /// Empty lines of the chunks that were read, and what was counted before the serial reader.
  private var emptyLines = EmptyLines()
  private let makeReader: LineReaderFactory
  private let parsedFields: FieldTable
  private let startPool: (_ parse: @escaping (Chunk) -> ParsedChunk?) -> ChunkPool
  private let buffers: ChunkBuffers
  private var pool: ChunkPool?
  private var place: LinePlace
  private var known: FieldTable
  /// The rest of the chunk that was taken last.
  private var parsed: ParsedChunk?
  /// Field indices of `parsed` as indices of this reader.
  private var fieldIndices: [Int] = []
  /// Who reads where chunks cannot be taken.
  private var serial: (any LineReader)?
  private var feed: ChunkFeed?

  /// Prepares reading; threads start with the first batch.
  ///
  /// - Parameters:
  ///   - input: The file.
  ///   - path: Its path, as the user gave it.
  ///   - format: Its format.
  ///   - head: What has been read of it already.
  ///   - fields: Fields known already.
  ///   - parsedFields: Those that every chunk begins with: a header's.
  ///   - rejects: Where bad records go.
  ///   - chunks: How the file is cut up.
  ///   - quote: The byte around fields that may hold line ends.
  ///   - notices: Takes what there is to say of the file.
  ///   - header: The names of its columns.
  ///   - makeReader: Makes readers for parts of the file.
  init(
    _ input: CorpusInput,
    path: String,
    _ format: CorpusFormat,
    head: (rest: [UInt8], place: LinePlace),
    fields: FieldTable,
    parsedFields: FieldTable,
    _ rejects: RejectLog,
    _ chunks: ReadingChunks,
    quote: UInt8?,
    notices: CorpusNotices,
    header: [String]?,
    makeReader: @escaping LineReaderFactory
  ) {
    let buffers = ChunkBuffers()
    self.path = path
    self.format = format
    self.rejects = rejects
    self.notices = notices
    self.header = header
    self.makeReader = makeReader
    self.parsedFields = parsedFields
    self.buffers = buffers
    readByteCount = input.readByteCount
    known = fields
    place = head.place
    startPool = { parse in
      ChunkPool(
        ChunkCutter(input.source, rest: head.rest, byteCount: chunks.byteCount, quote: quote),
        buffers,
        threadCount: chunks.threadCount,
        readByteCount: { input.readByteCount },
        parse: parse
      )
    }
  }

  deinit { pool?.stop() }

  package func read(
    into batch: inout DocumentBatch,
    maximumCount: Int,
    maximumByteCount: Int
  ) throws(CorpusError) -> Bool {
    let pool = started(maximumCount, maximumByteCount)
    var used = DocumentBatch()
    swap(&used, &batch)
    buffers.give(back: used)
    while true {
      if let serial {
        let hasRead = try serial.read(
          into: &batch,
          maximumCount: maximumCount,
          maximumByteCount: maximumByteCount
        )
        readByteCount = feed?.readByteCount ?? readByteCount
        if hasRead { return true }
        note(serial.emptyLines, hasRecords: serial.place.number > place.number)
        guard serial.isAtChunkEnd else { return false }
        place = serial.place
        known = serial.fields
        self.serial = nil
        feed = nil
      }
      if handOut(to: &batch, maximumCount) { return true }
      guard let chunk = pool.take() else { return false }
      readByteCount = chunk.readByteCount
      if chunk.parsed == nil {
        readAlone(chunk, pool)
      } else {
        parsed = chunk.parsed
        fieldIndices.removeAll(keepingCapacity: true)
        buffers.give(back: chunk.bytes)
      }
    }
  }

  private func started(_ maximumCount: Int, _ maximumByteCount: Int) -> ChunkPool {
    if let pool { return pool }
    let (makeReader, fields, buffers) = (makeReader, parsedFields, buffers)
    let pool = startPool { chunk in
      ParsedChunk(chunk, fields, buffers, makeReader, maximumCount, maximumByteCount)
    }
    self.pool = pool
    return pool
  }

  private func note(_ lines: EmptyLines, hasRecords: Bool) {
    emptyLines.append(lines, hasRecords: hasRecords)
    notices.noteEmptyLines(emptyLines, of: path)
  }

  private func readAlone(_ chunk: Chunk, _ pool: ChunkPool) {
    let feed = ChunkFeed(chunk, pool, buffers)
    self.feed = feed
    serial = makeReader(InputWindow(feed), feed, place, known, rejects)
  }

  /// Hands out the next batch of the chunk, or as much of it as was asked for.
  private func handOut(to batch: inout DocumentBatch, _ maximumCount: Int) -> Bool {
    guard var parsed else { return false }
    self.parsed = nil
    guard var next = parsed.batches.popFirst() else {
      place.line += parsed.lineCount
      place.number += parsed.recordCount
      note(parsed.emptyLines, hasRecords: parsed.recordCount > 0)
      return false
    }
    if next.documents.count > maximumCount {
      var rest = next
      rest.documents.records.removeFirst(maximumCount)
      parsed.batches = [rest] + parsed.batches
      next.documents.records.removeSubrange(maximumCount...)
      let cells = next.documents.records.lazy.flatMap { [documents = next.documents] in
        documents.cells[$0.cells]
      }
      // Fields are numbered as they come, so the largest tells how many there were.
      next.fieldCount = max(parsedFields.names.count, (cells.map { Int($0.field) + 1 }.max() ?? 0))
    }
    for index in fieldIndices.count..<max(fieldIndices.count, next.fieldCount) {
      fieldIndices.append(known.index(adding: parsed.fields.names[index]))
    }
    self.parsed = parsed
    shift(&next.documents)
    batch = next.documents
    return true
  }

  /// Makes the places and fields of a chunk those of the file.
  private func shift(_ documents: inout DocumentBatch) {
    let (line, number) = (place.line - 1, place.number)
    documents.records.withUnsafeMutableBufferPointer { records in
      for index in records.indices {
        records[index].line += line
        records[index].number += number
      }
    }
    if fieldIndices.enumerated().allSatisfy({ $0.offset == $0.element }) { return }
    // Cells behind the documents that were handed out are of no interest.
    documents.cells.withUnsafeMutableBufferPointer { cells in
      for index in cells.indices {
        let field = Int(cells[index].field)
        if field < fieldIndices.count {
          cells[index].field = UInt32(truncatingIfNeeded: fieldIndices[field])
        }
      }
    }
  }
}

extension ParsedChunk {
  /// Parses a chunk as if it were a file; `nil` if anything is wrong with it.
  init?(
    _ chunk: Chunk,
    _ fields: FieldTable,
    _ buffers: ChunkBuffers,
    _ makeReader: LineReaderFactory,
    _ maximumCount: Int,
    _ maximumByteCount: Int
  ) {
    let window = InputWindow(borrowing: chunk.contents)
    let reader = makeReader(window, nil, LinePlace(), fields, RejectLog(policy: .fail))
    batches = []
    do throws(CorpusError) {
      var batch = buffers.batch()
      while try reader.read(
        into: &batch,
        maximumCount: maximumCount,
        maximumByteCount: maximumByteCount
      ) {
        batches.append(ParsedBatch(documents: batch, fieldCount: reader.fields.names.count))
        batch = buffers.batch()
      }
      buffers.give(back: batch)
    } catch {
      for batch in batches { buffers.give(back: batch.documents) }
      return nil
    }
    if reader.hasNotices {
      for batch in batches { buffers.give(back: batch.documents) }
      return nil
    }
    self.fields = reader.fields
    lineCount = reader.place.line - 1
    recordCount = reader.place.number
    emptyLines = reader.emptyLines
  }
}
