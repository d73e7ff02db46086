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
      each line of standard input is a key, a class or a command. What the keys offer follows \
      from the annotator's role, see 'winnow session annotators'. While nobody is an \
      adjudicator, the first who settles with --adjudicate becomes one, except in a blind session.

        winnow session resume reviews.session --annotator anna
        winnow session resume reviews.session --adjudicate
        winnow session resume reviews.session --annotator anna --skipped
      """
  )

  @Argument(help: "The session's file.")
  var session: String

  @OptionGroup var prompt: AnnotationPromptArguments

  @Flag(help: "Settle the documents that annotators disagree about or flagged.")
  var adjudicate = false

  @Flag(help: "Ask again about the documents that you skipped.")
  var skipped = false

  @OptionGroup var remarks: RemarkArguments

  var isQuiet: Bool { remarks.quiet }

  func validate() throws {
    if adjudicate, skipped { throw ValidationError("give either --adjudicate or --skipped") }
  }

  func run() throws {
    try prompt.run(session, purpose: adjudicate ? .adjudication : .answers, asksSkipped: skipped)
  }
}
