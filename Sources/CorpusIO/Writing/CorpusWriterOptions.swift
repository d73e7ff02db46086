package import ByteIO

/// How a corpus is written.
package struct CorpusWriterOptions: Hashable, Sendable {
  /// The byte between CSV fields; `nil` is a comma, or a tab for TSV.
  package var separator: UInt8?
  /// The byte around CSV fields that need it.
  package var quote = UInt8(ascii: "\"")
  /// Whether CSV cells that a spreadsheet would compute get an apostrophe in front.
  package var escapesFormulas = false
  /// Name of the XML root element.
  package var rootElement = "documents"
  /// Name of the XML elements that are records.
  package var recordElement = "document"

  /// Creates the default options.
  package init() {}

  /// Names the XML elements as the corpus does, as far as its record path says.
  package init(like options: CorpusOptions) {
    let parts = options.recordPath.map(XMLRecordPath.localNames) ?? []
    if let record = parts.last { recordElement = record }
    if parts.count > 1 { rootElement = parts[0] }
  }
}

extension Corpus {
  /// Creates a writer for a format.
  package static func writer(
    _ sink: any ByteSink,
    format: CorpusFormat,
    options: CorpusWriterOptions = CorpusWriterOptions()
  ) throws(CorpusError) -> any CorpusWriter {
    try format.format.writer(sink, options)
  }
}
