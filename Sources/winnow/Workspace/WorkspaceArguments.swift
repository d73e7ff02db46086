internal import ArgumentParser
internal import Foundation
internal import LabelStore
internal import LabelingCore
internal import Pipeline
internal import PluginHost

/// Which workspace a command looks into.
struct WorkspaceArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The workspace, or the package it belongs to; by default that around this folder.",
      valueName: "folder"
    )
  )
  var workspace: String?

  /// Opens the workspace.
  ///
  /// - Throws: A `Diagnostic` when there is none.
  func open() throws -> Workspace {
    let current = FileManager.default.currentDirectoryPath
    let root =
      workspace.map { Workspace.root(named: $0) }
      ?? TaskLocation.workspace(from: current).map { "\($0)/.winnow" }
    guard let root else {
      throw Diagnostic(
        "no folder 'LabelingFunctions' from here upwards",
        help: "name the workspace with '--workspace'"
      )
    }
    guard FileManager.default.fileExists(atPath: "\(root)/workspace.sqlite") else {
      throw Diagnostic(
        "the workspace '\(root)' has no runs",
        help: "runs are written down by 'winnow label', 'apply', 'analyze' and 'dev'"
      )
    }
    return Workspace(root: root)
  }

  /// The run of a number or `last`.
  ///
  /// - Throws: A `Diagnostic` when there is no such run.
  static func run(named name: String, in store: WorkspaceStore) throws -> RunRecord {
    if name == "last", let run = try store.runs(limit: 1).first { return run }
    guard let id = Int64(name), let run = try store.run(id) else {
      throw Diagnostic(
        "there is no run '\(name)'",
        help: "'winnow runs' lists them; 'last' is the newest"
      )
    }
    return run
  }
}
