internal import ByteIO
package import LabelingCore

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

  package var fields: FieldTable { parser.builder.fields }
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
    recordPath = options.recordPath ?? ""
    parser = XMLPushParser(
      path: path,
      builder: XMLRecordBuilder(
        recordPath: options.recordPath.map(XMLRecordPath.init),
        fields: fields,
        limits: options.limits
      ),
      ignoresDeclaredEncoding: input.isTranscoded
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
    let count = try readMore()
    isFinished = count == 0
    try parser.parse(UnsafeRawBufferPointer(rebasing: buffer[..<count]), isFinal: isFinished)
    if isFinished, parser.builder.recordCount == 0 {
      let candidates = parser.builder.paths.candidates
      if !candidates.isEmpty {
        throw .noRecords(path: path, recordPath: recordPath, candidates: candidates)
      }
    }
  }

  private func readMore() throws(CorpusError) -> Int {
    do throws(ByteError) { return try input.source.read(into: buffer) } catch {
      throw .bytes(error)
    }
  }

  private func suggestRecordPaths() throws(CorpusError) {
    var surveyed = 0
    while surveyed < Self.survey, !isFinished {
      let count = try readMore()
      isFinished = count == 0
      surveyed += count
      try parser.parse(UnsafeRawBufferPointer(rebasing: buffer[..<count]), isFinal: isFinished)
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
      return
    }
    while nextStaged < staged.count, batch.count < maximumCount, batch.bytes.count < byteCount {
      var record = staged.records[nextStaged]
      let firstCell = batch.cells.count
      if let first = staged.cells[record.cells].first, let last = staged.cells[record.cells].last {
        // A record's values stand one behind the other.
        let range = first.value.range.lowerBound..<last.value.range.upperBound
        let shift = batch.bytes.count - range.lowerBound
        batch.bytes.append(contentsOf: staged.bytes[range])
        for var cell in staged.cells[record.cells] {
          cell.value = DocumentBatch.Slice(
            offset: Int(cell.value.offset) + shift,
            length: Int(cell.value.length)
          )
          batch.cells.append(cell)
        }
      }
      record.cells = firstCell..<batch.cells.count
      batch.records.append(record)
      nextStaged += 1
    }
  }
}
