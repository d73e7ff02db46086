internal import CorpusIO

/// A corpus as a session remembers it.
struct RememberedSource: Codable {
  var paths: [String]
  var format: String?
  var encoding: String?
  var separator: UInt8?
  var quote: UInt8?
  var hasHeader: Bool
  var trimsFields: Bool
  var recordPath: String?
  var textField: String?
  var idField: String?
  var documentLimit: Int?

  init(_ source: CorpusSource) {
    paths = source.paths
    format = source.options.format?.rawValue
    encoding = source.options.encoding
    separator = source.options.separator
    quote = source.options.quote
    hasHeader = source.options.hasHeader
    trimsFields = source.options.trimsFields
    recordPath = source.options.recordPath
    textField = source.textField
    idField = source.idField
    documentLimit = source.documentLimit
  }

  /// The corpus; records that were bad at first are bad again and left out.
  var source: CorpusSource {
    var source = CorpusSource(paths: paths)
    source.options.format = format.flatMap(CorpusFormat.init(rawValue:))
    source.options.encoding = encoding
    source.options.separator = separator
    source.options.quote = quote
    source.options.hasHeader = hasHeader
    source.options.trimsFields = trimsFields
    source.options.recordPath = recordPath
    source.textField = textField
    source.idField = idField
    source.documentLimit = documentLimit
    source.errorPolicy = .skip
    return source
  }
}
