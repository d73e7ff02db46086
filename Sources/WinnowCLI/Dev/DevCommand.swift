internal import ArgumentParser
internal import Foundation
internal import LabelingCore
internal import PluginHost

/// `winnow dev`.
struct DevCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dev",
    abstract: "Watch a task's sources and show what each change does.",
    discussion: """
      When a source is saved the task is compiled, functions that are new or changed \
      run, and the table is shown with the change since the last run; compiler errors \
      and examples that fail are shown as they are. Keys: n next function, p \
      previous, d its documents, b its buckets (gold by vote), t the table, q quit. \
      Without a terminal each round is printed, until the command is interrupted.

        winnow dev MessageSpam Datasets/messages/messages.csv --gold-field gold
      """
  )

  @OptionGroup var input: ApplyArguments

  var isQuiet: Bool { input.run.quiet }

  func validate() throws {
    if input.corpus.contains("-") {
      throw ValidationError("dev reads the corpus again and again; save it to a file")
    }
  }

  func run() throws {
    let folder = FileManager.default.currentDirectoryPath
    let location = try TaskLocation(of: input.task.task, from: folder)
    let builder = PluginBuilder(location)
    guard location.package != nil, let watcher = SourceWatcher(builder.sourceFolders) else {
      throw Diagnostic(
        "the sources of task '\(location.name)' cannot be watched",
        help: "name a task with its sources, not a built plugin"
      )
    }
    let rounds = DevRounds(builder: builder, input: input)
    if RawTerminal.isPossible {
      DevScreen(rounds, watcher, task: location.name).run()
    } else {
      try DevLog(rounds, watcher, isQuiet: input.run.quiet).run()
    }
  }
}
