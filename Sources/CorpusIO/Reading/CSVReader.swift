package import LabelingCore

/// Reads CSV and TSV; every value is a string.
package final class CSVReader: CorpusReader, LineReader {
  package let format: CorpusFormat
  package let path: String
  package let rejects: RejectLog
  private let input: CorpusInput?
  private var state: CSVReaderState

  package var fields: FieldTable { state.fields }
  package var readByteCount: Int { input?.readByteCount ?? 0 }
  var place: LinePlace { state.run.place }
  var isAtChunkEnd: Bool { state.run.isAtChunkEnd }

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
    state = CSVReaderState(
      run: RecordRun(input, path: path, limits: options.limits, rejects: rejects),
      dialect: options.dialect(for: format),
      fields: fields
    )
    try state.readHeader(hasHeader: options.hasHeader)
  }

  /// Goes on with a part of a file whose header is known.
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
    state = CSVReaderState(
      run: run,
      dialect: options.dialect(for: format),
      fields: fields,
      columns: columns
    )
  }

  /// A reader of the same file on several threads, from where this one stands.
  func inChunks(
    _ input: CorpusInput,
    _ options: CorpusOptions,
    _ chunks: ReadingChunks
  ) -> ChunkedReader {
    let (path, format, columns) = (path, format, state.columns)
    return ChunkedReader(
      input,
      path: path,
      format,
      head: (state.run.window.unread, place),
      fields: fields,
      parsedFields: fields,
      rejects,
      chunks,
      quote: options.quote
    ) { window, feed, place, fields, rejects in
      CSVReader(
        run: RecordRun(
          window,
          feed,
          place,
          path: path,
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
    try state.read(into: &batch, maximumCount, maximumByteCount)
  }
}
