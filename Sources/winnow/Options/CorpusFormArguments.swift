internal import ArgumentParser
internal import CorpusIO
internal import LabelingCore
internal import OptionValues
internal import Pipeline

/// How a corpus is read, but for what its records are.
struct CorpusFormArguments: ParsableArguments {
  @Option(help: "Format of the corpus: \(CorpusFormat.list); by default the file's suffix.")
  var format: String?

  @Option(help: "Text encoding, such as windows-1252 or utf-16; by default UTF-8.")
  var encoding: String?

  @Option(help: "The character between CSV fields; 'tab' for a tab.")
  var separator: String?

  @Option(help: "The character around CSV fields; 'none' for none.")
  var quote: String?

  @Flag(help: "The CSV file has no header; fields are column1, column2 and so on.")
  var noHeader = false

  @Flag(help: "Drop blanks around unquoted CSV fields and header names.")
  var trim = false

  @Option(
    help: "Read at most this many documents, to try something out.",
    transform: OptionValue.count()
  )
  var limit: Int?

  @Option(help: "Bad records: fail, skip, or the greatest number to skip.")
  var onError = "fail"

  @Option(help: "Where bad records are written (JSON Lines); by default nowhere.")
  var rejects: String?

  /// What the readers of this process have to say; ``Main`` prints it.
  static let notices = CorpusNotices.kept()

  /// The corpus as the options describe it.
  func source(paths: [String], record: String?) throws -> CorpusSource {
    var source = CorpusSource(paths: paths)
    source.options.format = try format.map { try CorpusFormat.named($0, option: "--format") }
    source.options.encoding = encoding
    let formats = source.options.format.map { [$0] } ?? paths.compactMap { CorpusFormat(path: $0) }
    source.options.separator = try separator.map {
      try Self.byte($0, option: "--separator", isPossible: CorpusOptions.canSeparate)
    }
    if let quote {
      source.options.quote =
        quote == "none"
        ? nil : try Self.byte(quote, option: "--quote", isPossible: CorpusOptions.canQuote)
    }
    let separators =
      source.options.separator.map { [$0] } ?? formats.map(CorpusOptions.separator)
    if let quote = source.options.quote, separators.contains(quote) {
      throw UsageError(
        "'--separator' and '--quote' are the same character",
        help: "name the character around fields, or 'none', with '--quote'"
      )
    }
    source.options.notices = Self.notices
    source.options.hasHeader = !noHeader
    source.options.trimsFields = trim
    source.options.recordPath = record
    guard let policy = ErrorPolicy(onError) else {
      throw UsageError(
        value: onError,
        of: "--on-error",
        help: "values are 'fail', 'skip' or a count"
      )
    }
    source.errorPolicy = policy
    source.rejectsPath = rejects
    source.documentLimit = limit
    return source
  }

  private static func byte(
    _ text: String,
    option: String,
    isPossible: (UInt8) -> Bool
  ) throws -> UInt8 {
    if text == "tab" || text == "\\t" { return 0x09 }
    guard let byte = text.utf8.first, text.utf8.count == 1, byte < 0x80, isPossible(byte) else {
      throw UsageError(
        value: text,
        of: option,
        help: "it is one ASCII character that ends no line, or 'tab'"
      )
    }
    return byte
  }
}
