internal import ArgumentParser
internal import Foundation
internal import LabelingCore
internal import PluginHost
internal import Sessions
internal import Workspace

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

  /// The files that make up a task, which no output is to replace; none for a task that is not found.
  static func files(of task: String) -> [String] {
    let folder = FileManager.default.currentDirectoryPath
    guard let location = try? TaskLocation(of: task, from: folder) else { return [] }
    guard let package = location.package else { return [location.source] }
    let names = FileManager.default.enumerator(atPath: location.source)?.compactMap {
      $0 as? String
    }
    return (names ?? []).map { "\(location.source)/\($0)" } + ["\(package)/Package.swift"]
      + Workspace.storeFiles(in: "\(package)/.winnow")
  }

  /// What the doc comments of a task's sources say of its classes, in their order.
  ///
  /// - Throws: A `Diagnostic` for text that is not a color.
  static func documentedClasses(
    of task: String,
    _ manifest: PluginManifest
  ) throws -> [ClassDescription] {
    let folder = FileManager.default.currentDirectoryPath
    guard let cases = manifest.classCases,
      let location = try? TaskLocation(of: task, from: folder)
    else { return [] }
    let comments = ClassComments(inFolder: location.source).comments
    return try cases.map { name in
      guard let comment = comments[name] else { return ClassDescription() }
      return ClassDescription(
        description: comment.description,
        example: comment.example,
        color: try comment.color.map { try GuidanceFiles.color($0, at: comment.location) }
      )
    }
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
      if !isQuiet { Console.remark("building task '\(location.name)' …") }
    }
  }
}
