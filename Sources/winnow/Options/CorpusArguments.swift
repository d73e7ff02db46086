internal import ArgumentParser
internal import CorpusIO
internal import LabelingCore
internal import Pipeline

/// How a corpus is read.
struct CorpusReadingArguments: ParsableArguments {
  @Option(help: "Format of the corpus: csv, tsv, jsonl or xml; by default the file's suffix.")
  var format: String?

  @Option(help: "Text encoding, such as windows-1252 or utf-16; by default UTF-8.")
  var encoding: String?

  @Option(help: "The character between CSV fields; 'tab' for a tab.")
  var separator: String?

  @Option(help: "The character around CSV fields; 'none' for none.")
  var quote: String?

  @Flag(help: "The CSV file has no header; fields are column1, column2, ….")
  var noHeader = false

  @Flag(help: "Drop blanks around unquoted CSV fields and header names.")
  var trim = false

  @Option(help: "XML: the elements that are records, by name or path (sentence, posts/row, atom:entry).")
  var record: String?

  @Option(help: "Read no more than so many documents, to try something out.")
  var limit: Int?

  @Option(help: "Bad records: fail, skip, or the greatest number to skip.")
  var onError = "fail"

  @Option(help: "Where bad records are written (JSON Lines); by default nowhere.")
  var rejects: String?

  /// What the readers of this process have to say; ``Main`` prints it.
  static let notices = CorpusNotices.kept()

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit is at least 1") }
    _ = try dialect(of: format.flatMap(CorpusFormat.init(rawValue:)).map { [$0] } ?? [])
  }

  /// The bytes between and around CSV fields; `nil` within `quote` for none.
  ///
  /// - Parameter formats: The formats of the corpus' files, as far as they are known.
  /// - Throws: A usage error for what cannot be either, or is both.
  private func dialect(of formats: [CorpusFormat]) throws -> (separator: UInt8?, quote: UInt8??) {
    let separator = try separator.map { try Self.byte($0, option: "--separator") }
    let quote = try quote.map { $0 == "none" ? nil : try Self.byte($0, option: "--quote") }
    if let separator, !CorpusOptions.canSeparate(separator) {
      throw Self.usage(self.separator ?? "", "--separator", "it is neither a line end nor NUL")
    }
    if let quote, let byte = quote, !CorpusOptions.canQuote(byte) {
      throw Self.usage(self.quote ?? "", "--quote", "it is neither a line end nor NUL")
    }
    let separators = separator.map { [$0] } ?? formats.map(CorpusOptions.separator)
    if let byte = quote ?? UInt8(ascii: "\""), separators.contains(byte) {
      let shown = byte == 0x09 ? "tab" : String(decoding: [byte], as: UTF8.self)
      throw ValidationError(
        "'\(shown)' is both between and around fields: "
          + "pass another '--separator' or '--quote', or '--quote none'"
      )
    }
    return (separator, quote)
  }

  private static func usage(_ text: String, _ option: String, _ rule: String) -> ValidationError {
    let shown = text.unicodeScalars.map {
      $0.value < 0x20 ? "\\u{\(String($0.value, radix: 16))}" : String($0)
    }
    return ValidationError("invalid value '\(shown.joined())' for '\(option)': \(rule)")
  }

  /// The corpus as the options describe it.
  func source(paths: [String]) throws -> CorpusSource {
    var source = CorpusSource(paths: paths)
    source.options.format = try format.map { try CorpusFormat.named($0, option: "--format") }
    source.options.encoding = encoding
    let formats = source.options.format.map { [$0] } ?? paths.compactMap { CorpusFormat(path: $0) }
    let (separator, quote) = try dialect(of: formats)
    source.options.separator = separator
    if let quote { source.options.quote = quote }
    source.options.notices = Self.notices
    source.options.hasHeader = !noHeader
    source.options.trimsFields = trim
    source.options.recordPath = record
    guard let policy = ErrorPolicy(onError) else {
      throw Diagnostic(
        "'\(onError)' is no value of '--on-error'",
        help: "values are 'fail', 'skip' or a count"
      )
    }
    source.errorPolicy = policy
    source.rejectsPath = rejects
    source.documentLimit = limit
    return source
  }

  private static func byte(_ text: String, option: String) throws -> UInt8 {
    if text == "tab" || text == "\\t" { return 0x09 }
    guard let byte = text.utf8.first, text.utf8.count == 1, byte < 0x80 else {
      throw usage(text, option, "it is one ASCII character, or 'tab'")
    }
    return byte
  }
}

/// Which fields of a corpus are what.
struct CorpusFieldArguments: ParsableArguments {
  @Option(help: "Name or path of the text field (text, post.body, passage/text, @Body).")
  var textField: String?

  @Option(help: "Name or path of the id field; by default id, else file and record number.")
  var idField: String?

  @Option(help: "Name or path of the field of gold labels, to score against.")
  var goldField: String?

  @Option(help: "Class names for what the gold field holds: 0=ham,1=spam.")
  var goldMap: String?

  /// Adds the fields to a corpus; `classes` is `nil` where they are known only as it is read.
  func apply(to source: inout CorpusSource, classes: LabelSpace?) throws {
    source.textField = textField
    source.idField = idField
    source.goldField = goldField
    source.goldNames = try Self.goldNames(goldMap, classes: classes)
  }

  /// The class names of a list of `value=class`.
  static func goldNames(_ list: String?, classes: LabelSpace?) throws -> [String: String] {
    var names: [String: String] = [:]
    for pair in list?.split(separator: ",") ?? [] {
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, classes.map({ $0.vote(for: parts[1]) != nil }) ?? true else {
        throw Diagnostic(
          "'\(pair)' in '--gold-map' does not name a class",
          help: "write value=class; "
            + Suggestion.help(for: parts.last ?? "", among: classes?.classes ?? [], kind: "classes")
        )
      }
      names[parts[0]] = parts[1]
    }
    return names
  }
}

extension CorpusFormat {
  /// The format of a name that an option was given.
  static func named(_ name: String, option: String) throws -> CorpusFormat {
    guard let format = CorpusFormat(rawValue: name) else {
      throw Diagnostic(
        "'\(name)' is no value of '\(option)'",
        help: Suggestion.help(for: name, among: allCases.map(\.rawValue), kind: "formats")
      )
    }
    return format
  }
}
