internal import ArgumentParser
internal import CorpusIO
internal import Foundation
internal import LabelStore
internal import LabelingCore
internal import PluginHost
internal import Workspace

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
  /// - Parameter access: Whether runs are added or removed; what is only read need not be writable.
  /// - Returns: The workspace.
  /// - Throws: A `Diagnostic` when there is none.
  func open(for access: WorkspaceStore.Access = .reading) throws -> Workspace {
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
    return Workspace(root: root, for: access)
  }

  /// The run that wrote a file, found by the file's bytes.
  ///
  /// - Parameters:
  ///   - file: Labels, votes or a model; its path may differ from what it was.
  ///   - store: The workspace's store.
  /// - Returns: The newest such run, and the file's digest.
  /// - Throws: A `Diagnostic` when no run wrote these bytes.
  static func run(
    writing file: String,
    in store: WorkspaceStore
  ) throws -> (run: RunRecord, digest: String) {
    guard let digest = CorpusDigest.of([file])?.description else {
      throw Diagnostic("there is no file '\(file)'", help: "name a file that a run wrote")
    }
    if let run = try store.run(writing: digest) { return (run, digest) }
    guard let last = try store.run(writingTo: Workspace.absolute(file)) else {
      throw Diagnostic(
        "no run of this workspace wrote '\(file)'",
        help: "'winnow runs' lists the runs; '--workspace' names another workspace"
      )
    }
    throw Diagnostic(
      "'\(file)' has changed since run \(last.id ?? 0) wrote it",
      help: "restore the file, or make it again with '\(last.commandLine)'"
    )
  }

  /// The run of a number or `last`; or else that which wrote a file.
  ///
  /// - Throws: A `Diagnostic` when there is no such run.
  static func run(
    named name: String,
    orWriting file: String,
    in store: WorkspaceStore
  ) throws -> RunRecord {
    let isFile = FileManager.default.fileExists(atPath: file)
    if name == "last" || Int64(name) != nil, !isFile { return try run(named: name, in: store) }
    guard isFile else {
      throw Diagnostic(
        "there is no file and no run '\(name)'",
        help: "name labels that a run wrote, or a run: 'winnow runs' lists them"
      )
    }
    return try run(writing: file, in: store).run
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
