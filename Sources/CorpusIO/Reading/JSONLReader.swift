internal import ByteIO
package import LabelingCore

/// Reads JSON Lines: one object a line, whose values keep their types.
package final class JSONLReader: CorpusReader, LineReader {
  package let format = CorpusFormat.jsonl
  package let path: String
  package let rejects: RejectLog
  private let input: CorpusInput?
  private var state: JSONLReaderState

  package var fields: FieldTable { state.fields }
  package var readByteCount: Int { input?.readByteCount ?? 0 }
  var place: LinePlace { state.run.place }
  var isAtChunkEnd: Bool { state.run.isAtChunkEnd }
  var hasNotices: Bool { state.hasReplacedNames }
  var emptyLines: EmptyLines { EmptyLines() }

  init(
    _ input: CorpusInput,
    path: String,
    _ options: CorpusOptions,
    _ fields: FieldTable,
    _ rejects: RejectLog
  ) {
    self.path = path
    self.rejects = rejects
    self.input = input
    state = JSONLReaderState(
      run: RecordRun(input, path: path, limits: options.limits, rejects: rejects),
      fields: fields,
      readsRawOnly: options.readsRawOnly,
      notices: options.notices
    )
  }

  /// Continues with a part of a file.
  private init(
    run: consuming RecordRun,
    _ options: CorpusOptions,
    _ fields: FieldTable
  ) {
    path = run.path
    rejects = run.rejects
    input = nil
    state = JSONLReaderState(
      run: run,
      fields: fields,
      readsRawOnly: options.readsRawOnly,
      notices: options.notices
    )
  }

  /// A reader of the same file on several threads.
  static func inChunks(
    _ input: CorpusInput,
    path: String,
    _ options: CorpusOptions,
    _ fields: FieldTable,
    _ rejects: RejectLog,
    _ chunks: ReadingChunks
  ) -> ChunkedReader {
    let columns = input.columns
    return ChunkedReader(
      input,
      path: path,
      .jsonl,
      head: ([], LinePlace()),
      fields: fields,
      parsedFields: FieldTable(),
      rejects,
      chunks,
      quote: nil,
      notices: options.notices,
      header: nil
    ) { window, feed, place, fields, rejects in
      // A chunk that is parsed on its own does not know its place.
      var options = options
      if feed == nil { options.notices = CorpusNotices() }
      return JSONLReader(
        run: RecordRun(
          window,
          feed,
          place,
          path: path,
          columns: columns,
          limits: options.limits,
          rejects: rejects
        ),
        options,
        fields
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
