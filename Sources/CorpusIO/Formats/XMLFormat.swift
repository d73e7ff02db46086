internal import ByteIO

/// XML with one element per record.
struct XMLFormat: CorpusFileFormat {
  let name = "xml"
  let suffixes = ["xml"]

  var keepsSourceText: Bool { false }
  var keepsElementOrder: Bool { true }
  var anyRecordPath: String? { "/*/*" }

  func reader(
    _ input: CorpusInput,
    _ request: CorpusReaderRequest
  ) throws(CorpusError) -> any CorpusReader {
    try XMLReader(
      input,
      path: request.path,
      request.options,
      request.fields,
      request.rejects
    )
  }

  func writer(
    _ sink: any ByteSink,
    _ options: CorpusWriterOptions
  ) throws(CorpusError) -> any CorpusWriter {
    try XMLWriter(sink, rootElement: options.rootElement, recordElement: options.recordElement)
  }
}
