internal import Foundation
internal import PluginHost

/// Builds tasks of the benchmark as a stand-alone package, as a user would.
struct TaskPlugins {
  private static let name = "BenchmarkTask"
  private let folder: String

  /// Keeps the package and the plugins in this folder.
  init(folder: String) { self.folder = folder }

  /// The package's folder.
  var package: String { "\(folder)/task" }

  /// Writes a task's source; its package is made by `winnow new` first.
  func write(_ source: String, classes: [String]) throws {
    let files = FileManager.default
    try files.createDirectory(atPath: "\(folder)/plugins", withIntermediateDirectories: true)
    if !files.fileExists(atPath: "\(package)/Package.swift") {
      let list = classes.joined(separator: ",")
      try MeasuredProgram.run(
        "\(ExecutablePath.folder)/winnow",
        ["new", Self.name, "--classes", list, "--path", package]
      )
    }
    let path = "\(package)/LabelingFunctions/\(Self.name)/\(Self.name).swift"
    try source.write(toFile: path, atomically: true, encoding: .utf8)
  }

  /// Compiles a task's source and keeps the plugin under a name.
  ///
  /// - Returns: The plugin's path.
  func build(_ source: String, classes: [String], as name: String) throws -> String {
    try write(source, classes: classes)
    let files = FileManager.default
    let location = try TaskLocation(of: package, from: files.currentDirectoryPath)
    let plugin = try PluginBuilder(location).plugin()
    let kept = "\(folder)/plugins/\(name).so"
    try? files.removeItem(atPath: kept)
    try files.copyItem(atPath: plugin.path, toPath: kept)
    return kept
  }

  /// Shakes hands with a plugin file.
  static func load(_ path: String) throws -> LoadablePlugin {
    let folder = FileManager.default.currentDirectoryPath
    return try PluginBuilder(TaskLocation(of: path, from: folder)).plugin()
  }
}
