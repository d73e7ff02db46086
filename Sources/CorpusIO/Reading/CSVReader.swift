package import LabelingCore

/// Reads CSV and TSV; every value is a string.
package final class CSVReader: CorpusReader {
  package let format: CorpusFormat
  package let path: String
  package let rejects: RejectLog
  private let input: CorpusInput
  private var state: CSVReaderState

  package var fields: FieldTable { state.fields }
  package var readByteCount: Int { input.readByteCount }

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

  package func read(
    into batch: inout DocumentBatch,
    maximumCount: Int,
    maximumByteCount: Int
  ) throws(CorpusError) -> Bool {
    try state.read(into: &batch, maximumCount, maximumByteCount)
  }
}
