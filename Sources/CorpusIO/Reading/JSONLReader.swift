package import LabelingCore

/// Reads JSON Lines: one object a line, whose values keep their types.
package final class JSONLReader: CorpusReader {
  package let format = CorpusFormat.jsonl
  package let path: String
  package let rejects: RejectLog
  private let input: CorpusInput
  private var state: JSONLReaderState

  package var fields: FieldTable { state.fields }
  package var readByteCount: Int { input.readByteCount }

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
      readsRawOnly: options.readsRawOnly
    )
  }

  package func read(
    into batch: inout DocumentBatch,
    maximumCount: Int,
    maximumByteCount: Int
  ) throws(CorpusError) -> Bool {
    try state.read(into: &batch, maximumCount, maximumByteCount)
  }
}
