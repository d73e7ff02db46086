internal import ArgumentParser

/// `winnow session resume`.
struct SessionResumeCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Continue answering.",
    usage: "winnow session resume <session> [<options>]",
    discussion: """
      On a terminal the document has the whole screen: a key per class, s skips, f \
      flags, n notes, u takes back, ? shows all keys. Without one, or with --lines, \
      each line of standard input is a key, a class or a command.

        winnow session resume reviews.session --annotator anna
        winnow session resume reviews.session --adjudicate
      """
  )

  @Argument(help: "The session's file.")
  var session: String

  @OptionGroup var prompt: AnnotationPromptArguments

  @Flag(help: "Settle the documents that annotators disagree about.")
  var adjudicate = false

  @OptionGroup var remarks: RemarkArguments

  var isQuiet: Bool { remarks.quiet }

  func run() throws {
    try prompt.run(session, purpose: adjudicate ? .adjudication : .answers)
  }
}
