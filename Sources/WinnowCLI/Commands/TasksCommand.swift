internal import ArgumentParser
internal import Foundation
internal import LabelingCore
internal import PluginHost

/// `winnow tasks`.
struct TasksCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tasks",
    abstract: "List the available tasks.",
    discussion: """
      A task is a folder of LabelingFunctions, which is searched for from the working \
      folder upwards and in WINNOW_HOME.

        winnow tasks
      """
  )

  @Flag(help: .json)
  var json = false

  @OptionGroup var remarks: RemarkArguments

  var isQuiet: Bool { remarks.quiet }

  func run() throws {
    let current = FileManager.default.currentDirectoryPath
    guard let root = TaskLocation.workspace(from: current) else {
      throw Diagnostic(
        "no folder 'LabelingFunctions' from here upwards",
        help: "change to a Winnow checkout, or set WINNOW_HOME to one"
      )
    }
    let tasks = TaskLocation.tasks(in: root)
    if json { return try Console.printJSON(tasks) }
    for task in tasks { Console.print(task) }
    Console.remark(
      "\(tasks.count) \(tasks.count == 1 ? "task" : "tasks") in \(root)/LabelingFunctions"
    )
  }
}
