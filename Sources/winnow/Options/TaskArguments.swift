internal import ArgumentParser
internal import Foundation
internal import LabelingCore
internal import PluginHost

/// The task that a command works with.
struct TaskArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "The task: a folder of LabelingFunctions, a stand-alone package, or a built .so.",
      valueName: "task"
    )
  )
  var task: String

  /// Finds the task, builds it if needed, and shakes hands with it.
  func plugin(isForced: Bool = false, isQuiet: Bool = false) throws -> LoadablePlugin {
    try Self.plugin(of: task, isForced: isForced, isQuiet: isQuiet)
  }

  /// Finds a task by what an option or argument says, builds it if needed, and shakes hands with it.
  static func plugin(
    of task: String,
    isForced: Bool = false,
    isQuiet: Bool = false
  ) throws -> LoadablePlugin {
    let folder = FileManager.default.currentDirectoryPath
    let location = try TaskLocation(of: task, from: folder)
    return try PluginBuilder(location).plugin(isForced: isForced) {
      if !isQuiet { Console.note("building task '\(location.name)' …") }
    }
  }
}
