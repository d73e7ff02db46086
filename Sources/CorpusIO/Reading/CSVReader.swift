internal import ByteIO
package import LabelingCore

/// Reads CSV and TSV; every value is a string.
package final class CSVReader: CorpusReader, LineReader {
  package let format: CorpusFormat
  package let path: String
  package let rejects: RejectLog
  private let input: CorpusInput?
  private let notices: CorpusNotices
  private let hasHeader: Bool
  private var state: CSVReaderState

  package var fields: FieldTable { state.fields }
  package var readByteCount: Int { input?.readByteCount ?? 0 }
  var place: LinePlace { state.run.place }
  var isAtChunkEnd: Bool { state.run.isAtChunkEnd }
  var hasNotices: Bool { false }
  var emptyLines: EmptyLines { state.emptyLines }
  /// The names of this file's columns; `nil` without a header.
  package var header: [String]? {
    hasHeader ? state.columns.map { state.fields.names[$0] } : nil
  }

  /// Reads the header.
  init(
    _ input: CorpusInput,
    path: String,
    _ format: CorpusFormat,
    _ options: CorpusOptions,
    _ fields: FieldTable,
    _ rejects: RejectLog
  ) throws(CorpusError) {
    self.format = format
    self.path = path
    self.rejects = rejects
    self.input = input
    hasHeader = options.hasHeader
    state = CSVReaderState(
      run: RecordRun(input, path: path, limits: options.limits, rejects: rejects),
      dialect: options.dialect(for: format),
      fields: fields
    )
    notices = options.notices
    try state.readDirective(isFollowed: options.separator == nil)
    try state.readHeader(hasHeader: options.hasHeader)
    if options.hasHeader {
      let names = state.columns.map { state.fields.names[$0] }
      notices.noteHeader(names, separator: state.separator, of: path)
    }
  }

  /// Continues with a part of a file whose header is known.
  private init(
    run: consuming RecordRun,
    _ format: CorpusFormat,
    _ options: CorpusOptions,
    _ fields: FieldTable,
    columns: [Int]
  ) {
    self.format = format
    path = run.path
    rejects = run.rejects
    input = nil
    hasHeader = options.hasHeader
    notices = CorpusNotices()
    state = CSVReaderState(
      run: run,
      dialect: options.dialect(for: format),
      fields: fields,
      columns: columns
    )
  }

  /// A reader of the same file on several threads, from the position of this one.
  func inChunks(
    _ input: CorpusInput,
    _ options: CorpusOptions,
    _ chunks: ReadingChunks
  ) -> ChunkedReader {
    let (path, format, columns) = (path, format, state.columns)
    let fileColumns = input.columns
    var options = options
    options.separator = state.separator
    return ChunkedReader(
      input,
      path: path,
      format,
      head: (state.run.window.unread, place),
      fields: fields,
      parsedFields: fields,
      rejects,
      chunks,
      quote: options.quote,
      notices: notices,
      header: header
    ) { [options] window, feed, place, fields, rejects in
      CSVReader(
        run: RecordRun(
          window,
          feed,
          place,
          path: path,
          columns: fileColumns,
          limits: options.limits,
          rejects: rejects
        ),
        format,
        options,
        fields,
        columns: columns
      )
    }
  }

  package func read(
    into batch: inout DocumentBatch,
    maximumCount: Int,
    maximumByteCount: Int
  ) throws(CorpusError) -> Bool {
    defer { notices.noteEmptyLines(state.emptyLines, of: path) }
    return try state.read(into: &batch, maximumCount, maximumByteCount)
  }
}
