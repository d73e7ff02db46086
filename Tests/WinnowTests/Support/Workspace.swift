import Foundation
import TestSupport
import Testing

/// A package of tasks for the tests, kept beside the built executables.
///
/// It stays between runs, so that only what has changed is compiled again.
struct Workspace: Sendable {
  /// Why the tests' tasks cannot be had.
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  private static let made = Result {
    try Workspace("winnow-tests-workspace", tasks: soundTasks, newTasks: newTasks)
  }
  private static let madeForLoop = Result {
    try Workspace("winnow-tests-loop", only: "Loop", tasks: ["Loop"], newTasks: [])
  }

  /// The package's folder.
  let path: String

  /// The workspace, with its tasks built.
  static func shared() throws -> Workspace { try made.get() }

  /// A workspace with the one task that tests change.
  static func ofLoop() throws -> Workspace { try madeForLoop.get() }

  /// What commands need to find the tasks from any folder.
  var environment: [String: String] { ["WINNOW_HOME": path] }

  /// Runs `winnow` in a folder outside of the workspace.
  func run(
    _ arguments: [String],
    in folder: ScratchFolder,
    input: String = "/dev/null",
    environment: [String: String] = [:],
    within seconds: Double = 300
  ) throws -> CommandResult {
    try CommandLineTool.run(
      arguments,
      in: folder,
      input: input,
      environment: self.environment.merging(environment) { $1 },
      within: seconds
    )
  }

  /// Runs `winnow`, which has to succeed.
  @discardableResult
  func succeed(
    _ arguments: [String],
    in folder: ScratchFolder,
    input: String = "/dev/null",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> CommandResult {
    let result = try run(arguments, in: folder, input: input)
    try #require(result.exitCode == 0, "\(result.errors)", sourceLocation: sourceLocation)
    return result
  }

  /// Tasks that the suites use; the others of the fixtures do not build.
  private static let soundTasks = [
    "Animals", "Comments", "Faulty", "Fresh", "Income", "Market", "Markup", "Moody", "OddNames",
    "Pets", "Tags", "Topics", "Traps",
  ]

  /// Tasks that `winnow new` writes, with their classes.
  private static let newTasks = [
    ("Fresh", "urgent,not urgent"),
    (
      "OddNames", "class,no label,2nd,größe,none,some,self,👍,👎,guard,a-b,a b,say \"hi\",back\\slash"
    ),
  ]

  /// Makes a package of the fixtures, or of one of them.
  private init(
    _ name: String,
    only single: String? = nil,
    tasks: [String],
    newTasks: [(name: String, classes: String)]
  ) throws {
    path = "\(CommandLineTool.folder)/\(name)"
    let files = FileManager.default
    let fixtures = PackageFolder.path("Tests/WinnowTests/Fixtures")
    // Replacing the sources keeps the build folders.
    try files.createDirectory(atPath: path, withIntermediateDirectories: true)
    try? files.removeItem(atPath: "\(path)/LabelingFunctions")
    try files.createDirectory(
      atPath: "\(path)/LabelingFunctions",
      withIntermediateDirectories: true
    )
    let all = try files.contentsOfDirectory(atPath: "\(fixtures)/LabelingFunctions")
    for task in all where single == nil ? task != "Loop" : task == single {
      try files.copyItem(
        atPath: "\(fixtures)/LabelingFunctions/\(task)",
        toPath: "\(path)/LabelingFunctions/\(task)"
      )
      try files.copyItem(
        atPath: "\(fixtures)/Plugin.swift",
        toPath: "\(path)/LabelingFunctions/\(task)/Plugin.swift"
      )
    }
    if single == nil {
      // Some of the tasks that ship, by names that no target of winnow has.
      for (shipped, name) in [("AnimalPosts", "Pets"), ("MarketListings", "Market")] {
        try files.copyItem(
          atPath: PackageFolder.path("LabelingFunctions/\(shipped)"),
          toPath: "\(path)/LabelingFunctions/\(name)"
        )
      }
    }
    let manifest = try String(contentsOfFile: "\(fixtures)/Package.swift.txt", encoding: .utf8)
    try manifest.replacing("WINNOW_PATH", with: PackageFolder.path)
      .write(toFile: "\(path)/Package.swift", atomically: true, encoding: .utf8)
    let folder = try ScratchFolder()
    for (task, classes) in newTasks {
      let result = try CommandLineTool.run(
        ["new", task, "--classes", classes],
        in: folder,
        environment: environment
      )
      guard result.exitCode == 0 else { throw Failure(description: result.errors) }
    }
    for task in tasks {
      let result = try CommandLineTool.run(
        ["build", task],
        in: folder,
        environment: environment,
        within: 900
      )
      guard result.exitCode == 0 else { throw Failure(description: result.errors) }
    }
  }
}
