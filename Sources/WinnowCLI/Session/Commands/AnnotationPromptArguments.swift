internal import ArgumentParser
internal import LabelingCore
internal import Platform
internal import PluginHost
internal import Sessions

/// Who answers, and what they see.
struct AnnotationPromptArguments: ParsableArguments {
  @Option(help: "Your name as an annotator; by default that of your account.")
  var annotator: String?

  @Flag(help: "Show neither votes nor probabilities nor matched words.")
  var blind = false

  @Flag(help: "Ask line by line instead of on the whole screen.")
  var lines = false

  /// Asks until the annotator has had enough, and says what was done.
  func run(
    _ path: String,
    purpose: AnnotationPrompt.Purpose = .answers,
    asksSkipped: Bool = false
  ) throws {
    let engine = try SessionEngine(opening: path, plugin: plugin(of: path))
    defer { engine.close() }
    try engine.checkCorpus()
    let account = Environment.value(of: "USER") ?? "annotator"
    let (person, isNew) = try engine.annotator(joining: annotator ?? account)
    if isNew { Console.remark("annotator '\(person.name)' is new to \(path)") }
    if purpose == .adjudication { try engine.beginSettling(person) }
    if asksSkipped {
      let count = try engine.askSkippedAgain(person)
      if count > 0 { Console.remark(AnnotationPrompt.askedAgain(count)) }
    }
    let before = try engine.status().answerCount
    let prompt = try AnnotationPrompt(
      engine,
      person,
      purpose: purpose,
      isBlind: blind || engine.settings.isBlind
    )
    if RawTerminal.isPossible, !lines {
      try ScreenAnnotationPrompt(prompt).run()
    } else {
      try LineAnnotationPrompt(prompt).run()
    }
    let status = try engine.status()
    Console.remark(
      "\(Formatting.count(status.answerCount - before, "answer")), \(status.answeredCount) of "
        + "\(Formatting.count(status.documentCount, "document")) answered; go on with "
        + "'winnow session resume \(path)'"
    )
  }

  /// The plugin that shows matched words; without it the session goes on all the same.
  private func plugin(of path: String) throws -> LoadablePlugin? {
    let settings = try SessionEngine.settings(of: path)
    guard let task = settings.task, !blind, !settings.isBlind else { return nil }
    do {
      return try TaskArguments.plugin(of: task)
    } catch {
      let reason = Diagnostic.all(of: error)[0].headline
      Console.remark(
        Diagnostic(
          severity: .warning,
          "matched words are not shown: \(reason)",
          help: "the session goes on without them; fix the task and resume to see them"
        )
      )
      return nil
    }
  }
}
