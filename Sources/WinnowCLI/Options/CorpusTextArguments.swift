internal import ArgumentParser
internal import CorpusIO
internal import LabelingCore
internal import OptionValues

/// How the text of files is read: their format, and what CSV looks like.
struct CorpusTextArguments: ParsableArguments {
  @Option(help: "Format of the input: csv, tsv, jsonl or xml; by default the file's suffix.")
  var format: String?

  @Option(help: encodingHelp)
  var encoding: String?

  @Option(help: separatorHelp)
  var separator: String?

  @Option(help: "The character around CSV fields; 'none' for none.")
  var quote: String?

  @Flag(help: "The CSV file has no header; fields are column1, column2 and so on.")
  var noHeader = false

  @Flag(help: "Drop blanks around unquoted CSV fields and header names.")
  var trim = false

  /// What `--encoding` does in every command that has it.
  static let encodingHelp: ArgumentHelp =
    "Text encoding, such as windows-1252 or utf-16; by default UTF-8."
  /// What `--separator` does in every command that has it.
  static let separatorHelp: ArgumentHelp = "The character between CSV fields; 'tab' for a tab."

  /// What the readers of this process have to say; ``Entry`` prints it.
  static let notices = CorpusNotices.kept()

  /// How files are read as the options describe it.
  ///
  /// - Parameters:
  ///   - paths: The files, whose suffixes give the format where no option does.
  ///   - record: The elements of XML that are records.
  /// - Returns: The options for the reader.
  /// - Throws: ``UsageError`` for invalid values.
  func options(paths: [String], record: String?) throws -> CorpusOptions {
    var options = CorpusOptions()
    options.format = try format.map { try CorpusFormat.named($0, option: "--format") }
    options.encoding = encoding
    let formats = options.format.map { [$0] } ?? paths.compactMap { CorpusFormat(path: $0) }
    options.separator = try separator.map { try Self.separator($0) }
    if let quote {
      options.quote =
        quote == "none"
        ? nil : try Self.byte(quote, option: "--quote", isPossible: CorpusOptions.canQuote)
    }
    let separators = options.separator.map { [$0] } ?? formats.map(CorpusOptions.separator)
    if let quote = options.quote, separators.contains(quote) {
      throw UsageError(
        "'--separator' and '--quote' are the same character",
        help: "name the character around fields, or 'none', with '--quote'"
      )
    }
    options.notices = Self.notices
    options.hasHeader = !noHeader
    options.trimsFields = trim
    options.recordPath = record
    return options
  }

  /// The byte that `--separator` names.
  static func separator(_ text: String) throws -> UInt8 {
    try byte(text, option: "--separator", isPossible: CorpusOptions.canSeparate)
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
