internal import ArgumentParser
internal import LabelingCore
internal import OptionValues
internal import Sessions

/// `winnow session set`.
struct SessionSetCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Change how a session asks and what it says, also while it is served.",
    usage: "winnow session set <session> [<options>]",
    discussion: """
      With a greater overlap, documents that are answered already are asked of more annotators; \
      with a smaller one the answers stay, and no more are asked for. A file of guidelines or of \
      classes takes the place of what the session had; an empty one removes it. Pages that are \
      open show the change when they are loaded again.

        winnow session set reviews.session --overlap 2
        winnow session set a.session --guidelines guide.md --class-info classes.csv
      """
  )

  @Argument(help: "The session's file.")
  var session: String

  @Option(
    help: "How many annotators answer each document.",
    transform: OptionValue.count(to: 1_000_000)
  )
  var overlap: Int?

  @Option(
    help: "Target number of answers; shown with the progress.",
    transform: OptionValue.count()
  )
  var budget: Int?
  @OptionGroup var guidance: GuidanceArguments

  @OptionGroup var remarks: RemarkArguments

  var isQuiet: Bool { remarks.quiet }

  func validate() throws {
    guard overlap == nil, budget == nil, guidance.isEmpty else { return }
    throw ValidationError(
      "say what to change with --overlap, --budget, --guidelines or --class-info"
    )
  }

  func run() throws {
    let engine = try SessionEngine(opening: session)
    defer { engine.close() }
    if overlap != nil || budget != nil {
      try engine.changeSettings { settings in
        if let overlap { settings.overlap = overlap }
        if let budget { settings.budget = budget }
      }
      let status = try engine.status()
      var facts = ["overlap \(status.overlap)"]
      if let budget = status.budget { facts.append("budget \(budget)") }
      facts.append(
        "\(status.completeCount) of \(Formatting.count(status.documentCount, "document")) "
          + "\(Formatting.verb(status.completeCount, "has its", "have their")) answers"
      )
      Console.remark(facts.joined(separator: "; "))
    }
    guard !guidance.isEmpty else { return }
    try guidance.change(engine)
    let now = try engine.guidance()
    let described = now.classes.count { !$0.isEmpty }
    Console.remark(
      "\(now.guidelines == nil ? "no guidelines" : "guidelines"); "
        + "\(described) of \(Formatting.count(now.classes.count, "class")) "
        + "\(Formatting.verb(described, "is", "are")) described"
    )
  }
}
