internal import ArgumentParser
internal import ByteIO
internal import CorpusIO
internal import LabelIO
internal import LabelStore
internal import LabelingCore
internal import OptionValues
internal import Sessions

/// `winnow session export`.
struct SessionExportCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the labels that people gave, each answer, or labels of all documents.",
    usage: "winnow session export <session> (--output <output> | --send-to <url>) [<options>]",
    discussion: """
      The labels are what annotators agree on, their majority, or what somebody settled; \
      documents without either are left out. Other commands take the session itself as \
      --gold. --answers writes item,worker,label (of several classes item,worker,labels), to be \
      analyzed and fitted like votes. \
      --labels writes every document with its probabilities, by functions, answers and \
      classifier together, to go on with 'winnow train'. --send-to sends to a running Label \
      Studio or doccano what --format would write, and says what it cannot hold; a repeated \
      command sends what is not there yet, and creates no user twice.

        winnow session export reviews.session --output gold.csv
        winnow session export reviews.session --answers --output answers.csv
        winnow session export reviews.session --labels --output labels.csv
        winnow session export reviews.session --format prodigy --output reviews.jsonl
        winnow session export a.session --format prodigy --include unanswered -o -
        winnow session export a.session --format label-studio --create-users \\
          --send-to http://localhost:8080 --project 3 --token-file token.txt
      """
  )

  @Argument(help: "The session's file.")
  var session: String

  @Option(name: [.short, .long], help: "Where it goes; '-' is standard output.")
  var output: String?

  @Option(
    help: """
      \(CorpusFormat.list) for labels, by default the output's suffix; \
      \(ToolFormat.toolList) for another tool.
      """
  )
  var format: String?

  @Flag(help: "Write each answer, as CSV or JSON Lines.")
  var answers = false

  @Flag(help: "Write every document with its label and probabilities, answered or not.")
  var labels = false

  @Option(
    help: """
      Documents that another tool gets: \(AnswerExport.Inclusion.list); unanswered hands over \
      what is left to do.
      """
  )
  var include = AnswerExport.Inclusion.answered.rawValue

  @Option(
    help: """
      A table annotator,user of Label Studio's users, by address or number, or of new ones of \
      doccano. Label Studio gives the answers of others to the user who imports them. 'import \
      --users' takes the same.
      """
  )
  var users: String?

  @OptionGroup var sending: SendingArguments

  @OptionGroup var spreadsheet: SpreadsheetArguments

  @OptionGroup var remarks: RemarkArguments

  var isQuiet: Bool { remarks.quiet }

  func validate() throws {
    if answers, labels { throw ValidationError("give either --answers or --labels") }
    if labels, let format, CorpusFormat(rawValue: format) == nil {
      throw ValidationError("--labels writes \(CorpusFormat.list)")
    }
    if answers, let format, ![.csv, .tsv, .jsonl].contains(CorpusFormat(rawValue: format)) {
      throw ValidationError(Self.answersRule + "\nhelp: " + Self.answersHelp)
    }
    let tool = format.flatMap { ToolFormat(rawValue: $0) }
    if tool?.isSeparatedValues ?? true || answers || labels {
      try OptionUse.refuse(
        ["--include"],
        goingWith: "a format of another tool, such as '--format prodigy'"
      )
    }
    try sending.check(format: format, output: output)
    if format != "label-studio", sending.sendTo == nil {
      try OptionUse.refuse(["--users"], goingWith: "'--format label-studio'")
    }
  }

  func run() throws {
    if let address = sending.sendTo { return try send(to: address) }
    guard let output else { preconditionFailure("the options have been checked") }
    let files = try RunFiles(
      reads: StoreFiles.all(of: session) + (users.map { [$0] } ?? []),
      writes: [output]
    )
    var export = AnswerExport(session: session, content: try content(at: output))
    try spreadsheet.check(isCSV: export.content.isCSV)
    export.escapesFormulas = spreadsheet.spreadsheetSafe
    export.usersPath = users
    export.included = try inclusion()
    let outcome = try export.run(writingTo: output, of: files)
    try files.commit()
    Console.remark("\(Formatting.count(outcome.recordCount, "record")) → \(output)")
    if let remark = outcome.remark { Console.remark(remark) }
    for (kind, count) in outcome.losses {
      Console.print(Diagnostic(severity: .warning, "\(kind) are left out (\(count))"))
    }
    warn(ofTies: outcome.openCount)
  }

  /// Sends the export to a running program.
  private func send(to address: String) throws {
    guard let tool = format.flatMap({ ToolFormat(rawValue: $0) }), let project = sending.project,
      let tokenPath = sending.tokenFile
    else { preconditionFailure("the options have been checked") }
    try spreadsheet.check(isCSV: false)
    var run = AnswerSending(
      session: session,
      format: tool,
      address: address,
      project: project,
      tokenPath: tokenPath
    )
    run.included = try inclusion()
    run.usersPath = users
    run.createsUsers = sending.createUsers
    let outcome = try run.run { sent, count in
      if count > sent { Console.remark("\(sent) of \(count) documents have arrived") }
    }
    let text = SendingText(outcome: outcome, project: project)
    for line in text.remarks { Console.remark(line) }
    // Nobody can look a password up.
    for line in text.users { Console.print(line) }
    if let advice = text.advice { Console.remark(advice) }
    warn(ofTies: outcome.openCount)
  }

  private func warn(ofTies count: Int) {
    guard count > 0 else { return }
    Console.print(
      Diagnostic(
        severity: .warning,
        "annotators are evenly split on \(Formatting.count(count, "document"))",
        help: "settle them with 'winnow session resume \(session) --adjudicate'"
      )
    )
  }

  private static let answersRule = "--answers writes csv, tsv or jsonl"
  private static let answersHelp = "name one of them with '--format', or as the output's suffix"

  private func inclusion() throws -> AnswerExport.Inclusion {
    if let known = AnswerExport.Inclusion(rawValue: include) { return known }
    throw UsageError(
      value: include,
      of: "--include",
      help: Suggestion.help(
        for: include,
        among: AnswerExport.Inclusion.allCases.map(\.rawValue),
        kind: "values"
      )
    )
  }

  private func content(at output: String) throws -> AnswerExport.Content {
    if answers {
      let named = format.flatMap { CorpusFormat(rawValue: $0) }
      let found = try OutputFormat.corpus(at: output, named: named, option: "--format") ?? .csv
      guard [.csv, .tsv, .jsonl].contains(found) else {
        throw UsageError(Self.answersRule, help: Self.answersHelp)
      }
      return .answers(found)
    }
    if labels {
      let named = format.flatMap { CorpusFormat(rawValue: $0) }
      return .labels(try OutputFormat.corpus(at: output, named: named, option: "--format") ?? .csv)
    }
    guard let format else {
      return .gold(try OutputFormat.corpus(at: output, named: nil, option: "--format") ?? .csv)
    }
    if let known = CorpusFormat(rawValue: format) { return .gold(known) }
    if let tool = ToolFormat(rawValue: format) { return .tool(tool) }
    let names = (CorpusFormat.allCases.map(\.rawValue) + ToolFormat.allCases.map(\.rawValue))
      .reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    throw UsageError(
      value: format,
      of: "--format",
      help: Suggestion.help(for: format, among: names, kind: "formats")
    )
  }
}
