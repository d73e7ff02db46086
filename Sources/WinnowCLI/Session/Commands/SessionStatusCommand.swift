internal import ArgumentParser
internal import LabelStore
internal import LabelingCore
internal import Sessions

/// `winnow session status`.
struct SessionStatusCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show progress, agreement, expected gain, and the stopping criteria.",
    discussion: """
        winnow session status reviews.session
        winnow session status reviews.session --disagreements
        winnow session status reviews.session --manager
      """
  )

  @Argument(help: "The session's file.")
  var session: String

  @Flag(help: "List the documents that annotators disagree about.")
  var disagreements = false

  @Flag(help: "Show how each annotator did on check questions, which only managers are to see.")
  var manager = false

  @Flag(help: .json)
  var json = false

  @OptionGroup var remarks: RemarkArguments

  var isQuiet: Bool { remarks.quiet }

  func run() throws {
    let engine = try SessionEngine(opening: session, for: .reading)
    defer { engine.close() }
    let status = try engine.status()
    if json {
      return try Console.printJSON(
        SessionStatusReport(
          status,
          classes: engine.labelSpace,
          labels: engine.labels,
          showsChecks: manager
        )
      )
    }
    let lines = SessionStatusText.lines(
      status,
      classes: engine.labelSpace,
      blind: engine.settings.isBlind,
      showsChecks: manager
    )
    Console.print(lines)
    guard disagreements else { return }
    Console.print("")
    var table = TextTable([("document", .left), ("answers", .left), ("settled", .left)])
    for found in try engine.disagreements() {
      let answers = found.answers.map { answer in
        "\(answer.annotator.name): \(answer.says.words(in: engine.labelSpace) ?? "–")"
      }
      table.add([
        DocumentText.oneLine(found.id),
        answers.joined(separator: engine.labels == .one ? ", " : "; "),
        found.adjudication?.words(in: engine.labelSpace) ?? "",
      ])
    }
    Console.print(table.lines())
  }
}
