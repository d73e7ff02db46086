internal import ByteIO

/// Text with a separator between fields and a header: RFC 4180 and its dialects, and the same
/// between tabs.
struct SeparatedValuesFormat: CorpusFileFormat {
  let name: String
  let suffixes: [String]
  let separator: UInt8?

  /// Comma-separated values.
  static let csv = SeparatedValuesFormat(name: "csv", suffixes: ["csv"], separator: 0x2C)
  /// Tab-separated values.
  static let tsv = SeparatedValuesFormat(name: "tsv", suffixes: ["tsv", "tab"], separator: 0x09)

  var hasHeader: Bool { true }

  func reader(
    _ input: CorpusInput,
    _ request: CorpusReaderRequest
  ) throws(CorpusError) -> any CorpusReader {
    let reader = try CSVReader(
      input,
      path: request.path,
      request.format,
      request.options,
      request.fields,
      request.rejects
    )
    return request.chunks.map { reader.inChunks(input, request.options, $0) } ?? reader
  }

  func writer(
    _ sink: any ByteSink,
    _ options: CorpusWriterOptions
  ) throws(CorpusError) -> any CorpusWriter {
    CSVWriter(sink, separator: options.separator ?? separator ?? 0x2C, options: options)
  }
}
