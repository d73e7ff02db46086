internal import ArgumentParser
internal import LabelingCore
internal import OptionValues
internal import Sessions

/// `winnow session set`.
struct SessionSetCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Change how a session asks, also while it is served.",
    usage: "winnow session set <session> [<options>]",
    discussion: """
      With a greater overlap, documents that are answered already are asked of more annotators; \
      with a smaller one the answers stay, and no more are asked for.

        winnow session set reviews.session --overlap 2
        winnow session set reviews.session --budget 500
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

  @OptionGroup var remarks: RemarkArguments

  var isQuiet: Bool { remarks.quiet }

  func validate() throws {
    guard overlap == nil, budget == nil else { return }
    throw ValidationError("say what to change with --overlap or --budget")
  }

  func run() throws {
    let engine = try SessionEngine(opening: session)
    defer { engine.close() }
    try engine.changeSettings { settings in
      if let overlap { settings.overlap = overlap }
      if let budget { settings.budget = budget }
    }
    let status = try engine.status()
    var facts = ["overlap \(status.overlap)"]
    if let budget = status.budget { facts.append("budget \(budget)") }
    facts.append("\(status.completeCount) of \(status.documentCount) documents have their answers")
    Console.remark(facts.joined(separator: "; "))
  }
}
