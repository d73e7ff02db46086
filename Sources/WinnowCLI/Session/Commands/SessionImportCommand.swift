internal import ArgumentParser
internal import CorpusIO
internal import LabelingCore
internal import OptionValues
internal import Platform
internal import Sessions

/// `winnow session import`.
struct SessionImportCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Import answers from Prodigy, Label Studio, doccano or a table.",
    usage: "winnow session import <session> <files> ... [<options>]",
    discussion: """
      Documents are found by their text; ids count in files that the session exported, and \
      in tables of answers without texts. Annotators, times, skips, refusals, flags, notes \
      and settled classes are kept, and what is there already is passed over. An annotator's \
      latest answer counts, by the times in the file; an answer without a time is as old as \
      its file, and of several the last one counts. Without a session of this name one is \
      created, with its documents next to it.

        winnow session import answers.session prodigy.jsonl
        winnow session import reviews.session export.json --users users.csv
        winnow session import reviews.session export.json --control topic --dry-run
        winnow session import topics.session export.json --labels several
      """
  )

  @Argument(help: "The session's file; created if there is none.")
  var session: String

  @Argument(help: "Files of answers.")
  var files: [String]

  @Option(help: "\(ToolFormat.list); by default guessed from the file.")
  var format: String?

  @Option(
    help: """
      How documents are found: \(AnswerReading.Match.list); by default by the text, and by ids \
      that are the session's.
      """
  )
  var match: String?

  @Option(
    help: "The control of Label Studio (its from_name), or the column, that the classes are from."
  )
  var control: String?

  @Option(help: "The field or column of the text; by default text.")
  var textField: String?

  @Option(help: CorpusTextArguments.separatorHelp)
  var separator: String?

  @Option(help: CorpusTextArguments.encodingHelp)
  var encoding: String?

  @Option(help: CorpusLimitArguments.onErrorHelp)
  var onError = "fail"

  @Option(help: "Who answered where a file does not say; by default the file's name.")
  var annotator: String?

  @Option(
    help: """
      A table annotator,user that says whose answers those of the other tool's users are; \
      'export --users' takes the same.
      """
  )
  var users: String?

  @Option(help: "The classes of a new session; by default those of the answers.")
  var classes: String?

  @Option(
    help: ArgumentHelp(
      "How many classes a document of a new session may have: one, or several.",
      valueName: "kind"
    )
  )
  var labels = LabelKind.one

  @Option(
    help: "How many annotators answer each document of a new session.",
    transform: OptionValue.count(to: 1_000_000)
  )
  var overlap = SessionSettings.defaults.overlap

  @Flag(help: "Say what would be added, and add nothing.")
  var dryRun = false

  @OptionGroup var remarks: RemarkArguments

  var isQuiet: Bool { remarks.quiet }

  func validate() throws {
    if FileSystem.isTaken(session) {
      try OptionUse.refuse(
        ["--classes", "--labels", "--overlap"],
        goingWith: "a new session, and '\(session)' exists"
      )
    }
  }

  func run() throws {
    var run = AnswerImport(paths: files)
    run.format = try format.map { name in
      guard let known = ToolFormat(rawValue: name) else {
        throw UsageError(
          value: name,
          of: "--format",
          help: Suggestion.help(
            for: name,
            among: ToolFormat.allCases.map(\.rawValue),
            kind: "formats"
          )
        )
      }
      return known
    }
    run.reading = try reading()
    run.annotator = annotator
    run.usersPath = users
    run.classes = try classes.map { try ClassNames.parse($0) }
    run.labels = labels
    run.overlap = overlap
    run.isDry = dryRun
    let outcome = try run.run(into: session)
    let text = ImportText(isDry: dryRun)
    if outcome.isNew { Console.remark(text.newSession(session)) }
    for file in outcome.files {
      Console.remark(text.summary(of: file))
      for warning in text.warnings(about: file) { Console.print(warning) }
    }
  }

  private func reading() throws -> AnswerReading {
    var reading = AnswerReading()
    reading.match = try match.map { name in
      guard let known = AnswerReading.Match(rawValue: name) else {
        throw UsageError(
          value: name,
          of: "--match",
          help: Suggestion.help(
            for: name,
            among: AnswerReading.Match.allCases.map(\.rawValue),
            kind: "values"
          )
        )
      }
      return known
    }
    reading.control = control
    reading.textField = textField
    reading.separator = try separator.map { try CorpusTextArguments.separator($0) }
    if let separator, reading.separator == UInt8(ascii: "\"") {
      throw UsageError(
        value: separator,
        of: "--separator",
        help: "it is the character around fields; name the one between them"
      )
    }
    reading.encoding = encoding
    reading.errorPolicy = try CorpusLimitArguments.policy(onError)
    return reading
  }
}
