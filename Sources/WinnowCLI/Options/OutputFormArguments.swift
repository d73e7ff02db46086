internal import ArgumentParser
internal import CorpusIO
internal import LabelIO
internal import LabelingCore
internal import OptionValues

/// In which format a corpus is written, and how.
struct OutputFormArguments: ParsableArguments {
  @Option(help: "Format of the output: \(CorpusFormat.list); by default its suffix.")
  var outputFormat: String?

  @OptionGroup var spreadsheet: SpreadsheetArguments

  /// The format of what goes to a path; `nil` where neither option nor name says it.
  ///
  /// - Throws: A `Diagnostic` for a suffix that names no format.
  func format(of path: String) throws -> CorpusFormat? {
    let named = try outputFormat.map { try CorpusFormat.named($0, option: "--output-format") }
    let format = try OutputFormat.corpus(at: path, named: named)
    try spreadsheet.check(isCSV: format?.isSeparatedValues ?? true)
    return format
  }

  /// How a corpus is written that was read with these options.
  func writerOptions(like options: CorpusOptions = CorpusOptions()) -> CorpusWriterOptions {
    var writer = CorpusWriterOptions(like: options)
    writer.escapesFormulas = spreadsheet.spreadsheetSafe
    return writer
  }
}

/// Whether CSV is made for spreadsheets.
struct SpreadsheetArguments: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      """
      Put an apostrophe before CSV cells that a spreadsheet would take for a formula: \
      those that begin with =, +, -, @, a tab or a line end and are not numbers.
      """
    )
  )
  var spreadsheetSafe = false

  /// Refuses the option where no CSV is written.
  func check(isCSV: Bool) throws {
    guard spreadsheetSafe, !isCSV else { return }
    throw UsageError(
      "'--spreadsheet-safe' goes with CSV and TSV",
      help: "leave it out, or write another format"
    )
  }
}
