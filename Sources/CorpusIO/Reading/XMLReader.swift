internal import ByteIO
package import LabelingCore
internal import Platform

/// Reads XML whose records are elements of one name or path.
package final class XMLReader: CorpusReader {
  package let path: String
  package let format = CorpusFormat.xml
  package let rejects: RejectLog
  private let input: CorpusInput
  private let recordPath: String
  private let parser: XMLPushParser
  private let buffer: UnsafeMutableRawBufferPointer
  private var isFinished = false
  private var pending: CorpusError?
  /// Index of the next staged document to hand out.
  private var nextStaged = 0
  /// Whether the last piece ended with a CR, which waits for the byte behind it.
  private var holdsCR = false

  /// The fields of the documents that were handed out; the parser is ahead of them.
  package private(set) var fields: FieldTable
  package private(set) var defaultNamespace = ""
  /// What the record path's prefixes stand for, for further files of the corpus.
  var pathBindings: [ExactString: ExactString] { parser.builder.recordPath?.bindings ?? [:] }
  package var readByteCount: Int { input.readByteCount }

  private static let pieceByteCount = 1 << 16
  /// How much of a file is looked at for elements that could be records.
  private static let survey = 1 << 20

  /// Prepares the parser; without a record path, suggests some.
  init(
    _ input: CorpusInput,
    path: String,
    _ options: CorpusOptions,
    _ fields: FieldTable,
    _ rejects: RejectLog
  ) throws(CorpusError) {
    self.path = path
    self.rejects = rejects
    self.input = input
    self.fields = fields
    recordPath = options.recordPath ?? ""
    parser = XMLPushParser(
      path: path,
      builder: XMLRecordBuilder(
        recordPath: options.recordPath.map {
          XMLRecordPath($0, bindings: options.recordPathBindings)
        },
        fields: fields,
        limits: options.limits
      ),
      ignoresDeclaredEncoding: input.isTranscoded,
      columns: input.columns,
      attributeLimit: options.limits.attributeCount
    )
    buffer = .allocate(byteCount: Self.pieceByteCount, alignment: 16)
    if options.recordPath == nil { try suggestRecordPaths() }
  }

  deinit { buffer.deallocate() }

  package func read(
    into batch: inout DocumentBatch,
    maximumCount: Int,
    maximumByteCount: Int
  ) throws(CorpusError) -> Bool {
    batch.removeAll()
    while batch.records.count < maximumCount, batch.bytes.count < min(maximumByteCount, 1 << 30) {
      if nextStaged < parser.builder.staged.count {
        handOut(to: &batch, maximumCount, maximumByteCount)
      } else if let error = pending {
        if batch.records.isEmpty { throw error }
        break
      } else if isFinished {
        break
      } else {
        parser.builder.staged.removeAll()
        nextStaged = 0
        do throws(CorpusError) { try parseMore() } catch { pending = error }
      }
    }
    return !batch.records.isEmpty
  }

  private func parseMore() throws(CorpusError) {
    try parser.parse(readPiece(), isFinal: isFinished)
    defaultNamespace = String(decoding: parser.builder.defaultNamespace, as: UTF8.self)
    if isFinished, parser.builder.recordCount == 0 {
      let candidates = parser.builder.paths.candidates
      if !candidates.isEmpty {
        throw .noRecords(path: path, recordPath: recordPath, candidates: candidates)
      }
    }
  }

  private func readMore(
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(CorpusError) -> Int {
    do throws(ByteError) { return try input.source.read(into: buffer) } catch {
      throw .bytes(error)
    }
  }

  /// Reads the next bytes, with every line end that is a CR alone made LF.
  ///
  /// XML asks for that before anything else is done, and libxml2 counts lines by LF.
  private func readPiece() throws(CorpusError) -> UnsafeRawBufferPointer {
    // The first byte is kept free for a CR of the piece before.
    let count = try readMore(into: UnsafeMutableRawBufferPointer(rebasing: buffer[1...]))
    isFinished = count == 0
    var piece = 1..<(1 + count)
    if holdsCR {
      buffer[0] = count > 0 && buffer[1] == 0x0A ? 0x0D : 0x0A
      piece = 0..<piece.upperBound
    }
    holdsCR = count > 0 && buffer[piece.upperBound - 1] == 0x0D
    if holdsCR { piece = piece.lowerBound..<(piece.upperBound - 1) }
    var next = max(piece.lowerBound, 1)
    while next < piece.upperBound, let base = buffer.baseAddress,
      let found = ByteSearch.first(0x0D, in: base + next, count: piece.upperBound - next)
    {
      let place = next + found
      // The byte behind the piece is the CR that is held back, or none at all.
      let isCRLF = place + 1 < piece.upperBound && buffer[place + 1] == 0x0A
      if !isCRLF { buffer[place] = 0x0A }
      next = place + 1
    }
    return UnsafeRawBufferPointer(rebasing: buffer[piece])
  }

  private func suggestRecordPaths() throws(CorpusError) {
    var surveyed = 0
    while surveyed < Self.survey, !isFinished {
      let piece = try readPiece()
      surveyed += piece.count
      try parser.parse(piece, isFinal: isFinished)
    }
    throw .recordPathMissing(path: path, candidates: parser.builder.paths.candidates)
  }

  /// Moves staged documents to a batch while it has room.
  private func handOut(to batch: inout DocumentBatch, _ maximumCount: Int, _ byteCount: Int) {
    let staged = parser.builder.staged
    if nextStaged == 0, batch.records.isEmpty, staged.count <= maximumCount,
      staged.bytes.count <= byteCount
    {
      // The whole of it fits: trade the two instead of copying.
      swap(&batch, &parser.builder.staged)
      fields.extend(to: parser.builder.fields.names.count, from: parser.builder.fields)
      return
    }
    var fieldCount = fields.names.count
    while nextStaged < staged.count, batch.count < maximumCount, batch.bytes.count < byteCount {
      var record = staged.records[nextStaged]
      let firstCell = batch.cells.count
      let cells = staged.cells[record.cells]
      // A record's values follow one another, and its content in order is among them.
      let slices = cells.map(\.value.range) + (record.raw.length > 0 ? [record.raw.range] : [])
      if let start = slices.map(\.lowerBound).min(), let end = slices.map(\.upperBound).max() {
        let shift = batch.bytes.count - start
        batch.bytes.append(contentsOf: staged.bytes[start..<end])
        for var cell in cells {
          cell.value = Self.moved(cell.value, by: shift)
          fieldCount = max(fieldCount, Int(cell.field) + 1)
          batch.cells.append(cell)
        }
        if record.raw.length > 0 { record.raw = Self.moved(record.raw, by: shift) }
      }
      record.cells = firstCell..<batch.cells.count
      batch.records.append(record)
      nextStaged += 1
    }
    fields.extend(to: fieldCount, from: parser.builder.fields)
  }

  private static func moved(_ slice: DocumentBatch.Slice, by shift: Int) -> DocumentBatch.Slice {
    DocumentBatch.Slice(offset: Int(slice.offset) + shift, length: Int(slice.length))
  }
}
