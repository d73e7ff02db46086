import Foundation
import TestSupport

/// The task of the fixtures that tests may change, and a corpus for it.
///
/// Its package is its own: what other suites build does not build this one.
struct LoopTask {
  let folder: ScratchFolder
  let workspace: Workspace
  private let source: String
  private let sourcePath: String

  /// Puts the task into its first state, in a workspace folder of its own.
  init() throws {
    folder = try ScratchFolder()
    workspace = try Workspace.ofLoop()
    let fixtures = "\(PackageFolder.path)/Tests/WinnowTests/Fixtures/LabelingFunctions"
    source = try String(contentsOfFile: "\(fixtures)/Loop/Loop.swift", encoding: .utf8)
    sourcePath = "\(workspace.path)/LabelingFunctions/Loop/Loop.swift"
    try restore()
    try folder.write(CommentCorpus(count: 500).csv, to: "c.csv")
  }

  /// Takes all changes back.
  func restore() throws { try write(source) }

  /// Replaces a part of the first source.
  func change(_ old: String, to new: String) throws { try write(source.replacing(old, with: new)) }

  /// Runs `winnow` with a workspace in the scratch folder.
  @discardableResult
  func winnow(_ arguments: String...) throws -> CommandResult {
    try workspace.run(arguments + ["--workspace", "ws"], in: folder)
  }

  /// Labels the corpus.
  @discardableResult
  func label(_ output: String) throws -> CommandResult {
    try winnow("label", "Loop", "c.csv", "--gold-field", "gold", "-o", output)
  }

  private func write(_ text: String) throws {
    try text.write(toFile: sourcePath, atomically: true, encoding: .utf8)
  }
}
