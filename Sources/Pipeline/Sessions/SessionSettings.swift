internal import CorpusIO

/// How a session asks.
package struct SessionSettings: Hashable, Sendable, Codable {
  /// Name of the task whose functions voted, or its path; `nil` for none.
  package var task: String?
  /// Name of the query strategy.
  package var strategy = QuestionStrategy.random.rawValue
  /// Seed of everything that is drawn.
  package var seed: UInt64 = 0
  /// Questions that are chosen at once; the model is fitted again for each such batch.
  package var batchCount = 10
  /// How many annotators answer each document.
  package var overlap = 1
  /// How long a document is kept for the annotator it was shown to, in seconds.
  package var leaseInSeconds = 600
  /// Whether votes and probabilities are hidden from annotators.
  package var isBlind = false
  /// Answers after which the session is done; `nil` for no limit.
  package var budget: Int?

  /// The usual settings.
  package init() {}
}

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
