internal import ArgumentParser
internal import LabelingCore
internal import OptionValues
internal import Sessions

/// `winnow session import`.
struct SessionImportCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Import answers from Prodigy, Label Studio, doccano or a table.",
    usage: "winnow session import <session> <files> ... [<options>]",
    discussion: """
      Documents are found by their id, else by their text; annotators, times, skips and \
      refusals are kept, and answers that are there already are passed over. Without a \
      session of this name one is created, with its documents next to it.

        winnow session import answers.session prodigy.jsonl
        winnow session import reviews.session export.json --format label-studio
      """
  )

  @Argument(help: "The session's file; created if there is none.")
  var session: String

  @Argument(help: "Files of answers.")
  var files: [String]

  @Option(help: "\(AnswerFormat.list); by default guessed from the file.")
  var format: String?

  @Option(help: "Who answered where a file does not say; by default the file's name.")
  var annotator: String?

  @Option(help: "The classes of a new session; by default those of the answers.")
  var classes: String?

  @Option(
    help: "How many annotators answer each document of a new session.",
    transform: OptionValue.count(to: 1_000_000)
  )
  var overlap = SessionSettings.defaults.overlap

  @OptionGroup var remarks: RemarkArguments

  var isQuiet: Bool { remarks.quiet }

  func run() throws {
    for file in files {
      var run = AnswerImport(path: file)
      run.format = try format.map { name in
        guard let known = AnswerFormat(rawValue: name) else {
          throw UsageError(
            value: name,
            of: "--format",
            help: Suggestion.help(
              for: name,
              among: AnswerFormat.allCases.map(\.rawValue),
              kind: "formats"
            )
          )
        }
        return known
      }
      run.annotator = annotator
      run.classes = try classes.map { try ClassNames.parse($0) }
      run.overlap = overlap
      let outcome = try run.run(into: session)
      if outcome.isNew {
        Console.remark("new session; its documents are in \(session).documents.jsonl")
      }
      var facts = ["\(outcome.addedCount) answers added", "\(outcome.repeatedCount) known already"]
      if outcome.remarkCount > 0 { facts.append("\(outcome.remarkCount) flags and notes added") }
      Console.remark("\(file) (\(outcome.format.rawValue)): \(facts.joined(separator: ", "))")
      guard outcome.unmatchedCount > 0 else { continue }
      Console.print(
        Diagnostic(
          severity: .warning,
          "\(outcome.unmatchedCount) answers are about documents that the session does not have",
          notes: outcome.firstUnmatched.map { "\($0)" },
          help: "ids or texts must be the same as in the session's corpus"
        )
      )
    }
  }
}
