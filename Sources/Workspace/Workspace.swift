internal import CorpusIO
internal import Foundation
package import LabelStore
package import LabelingCore
package import Platform

/// The folder `.winnow` of a task's package: votes, runs and what is known of corpora.
///
/// A workspace that cannot be written to costs the record of a run, never the run.
package final class Workspace: CorpusMemory {
  /// Newest runs whose votes and labels are kept for comparing.
  package static let keptColumnRuns = 20

  /// The folder.
  package let root: String
  /// Why nothing can be kept; `nil` when it can.
  package let problem: Diagnostic?
  private let store: WorkspaceStore?

  /// Opens the workspace in a folder; to write to it, makes it when needed.
  package init(root: String, for access: WorkspaceStore.Access = .writing) {
    self.root = root
    var store: WorkspaceStore?
    var problem: Diagnostic?
    do {
      if access == .writing {
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
      }
      store = try WorkspaceStore(path: "\(root)/workspace.sqlite", for: access)
    } catch let error as StoreError {
      problem = error.diagnostic
    } catch {
      problem = Diagnostic("the workspace '\(root)' cannot be made", help: "name another folder")
    }
    self.store = store
    self.problem = problem
  }

  /// The folder of a workspace that a user named: itself, or `.winnow` in a package.
  package static func root(named path: String) -> String {
    FileManager.default.fileExists(atPath: "\(path)/Package.swift") ? "\(path)/.winnow" : path
  }

  /// The files of the store of runs in a workspace, which need not exist.
  package static func storeFiles(in root: String) -> [String] {
    StoreFiles.all(of: "\(root)/workspace.sqlite")
  }

  /// Votes kept from earlier runs.
  package var cache: VoteCache { VoteCache(folder: "\(root)/votes", corpora: self) }

  /// The store.
  ///
  /// - Throws: Why there is none.
  package func opened() throws -> WorkspaceStore {
    if let store { return store }
    throw problem ?? Diagnostic("the workspace '\(root)' cannot be read")
  }

  package func digest(of paths: [String], stamps: [FileStamp]) -> Digest? {
    let known = try? store?.digest(of: paths.map(Self.absolute), stamps: Self.text(of: stamps))
    return known.flatMap { Digest(hexadecimal: $0) }
  }

  package func remember(_ digest: Digest, of paths: [String], stamps: [FileStamp]) {
    try? store?.remember(
      digest.description,
      of: paths.map(Self.absolute),
      stamps: Self.text(of: stamps)
    )
  }

  /// Writes a run down and keeps its votes and labels for comparing.
  ///
  /// - Parameters:
  ///   - run: The run; the store numbers it.
  ///   - votes: Where its votes are; `nil` when they were not kept.
  ///   - labels: The label of each document; `nil` when there are none.
  ///   - gold: The gold label of each document, where ``VoteColumns`` do not have them; `nil` for
  ///     none.
  /// - Returns: The run with its number and its functions' versions.
  /// - Throws: Why it cannot be written down.
  package func record(
    _ run: RunRecord,
    votes: VoteColumns?,
    labels: VoteColumnView?,
    gold: VoteColumnView? = nil
  ) throws -> RunRecord {
    let store = try opened()
    var run = run
    if let votes {
      let name = "\(SystemClock.now)-\(CurrentProcess.id)"
      let folder = RunColumns(root: root, name: name, labels: run.labels)
      if folder.keep(votes, labels: labels, gold: gold, classes: run.classes) {
        run.columnFolder = name
      }
    }
    run = try store.add(run)
    for name in try store.forgetColumns(keeping: Self.keptColumnRuns) {
      RunColumns(root: root, name: name).remove()
    }
    return run
  }

  /// The kept votes and labels of a run; `nil` when there are none that this version can read.
  package func columns(of run: RunRecord) -> RunColumns? {
    guard
      let columns = run.columnFolder.map({
        RunColumns(root: root, name: $0, labels: run.labels)
      }), columns.isKept
    else { return nil }
    return columns
  }

  /// Removes old runs, votes that no run needs, and what killed processes left behind.
  ///
  /// - Parameter count: Newest runs to keep.
  /// - Returns: How many runs and folders of votes were removed.
  /// - Throws: `StoreError`.
  package func collectGarbage(keepingRuns count: Int) throws -> (runs: Int, folders: Int) {
    let store = try opened()
    let removed = try store.removeRuns(keeping: count)
    let needed = try store.columnFolders()
    let folder = "\(root)/runs"
    var folderCount = 0
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    where !needed.contains(name) {
      // A run that is being written down just now has no row yet.
      let made = Int(name.prefix { $0 != "-" }) ?? 0
      let (age, isUnknown) = SystemClock.now.subtractingReportingOverflow(made)
      guard removed.folders.contains(name) || !isUnknown && age > 3_600_000_000_000 else {
        continue
      }
      RunColumns(root: root, name: name).remove()
      folderCount += 1
    }
    return (removed.count, folderCount)
  }

  /// A path from the root, without symbolic links where it exists.
  package static func absolute(_ path: String) -> String {
    URL(filePath: path).resolvingSymlinksInPath().path
  }

  private static func text(of stamps: [FileStamp]) -> String {
    stamps.map { "\($0.inode) \($0.byteCount) \($0.modified) \($0.changed)" }
      .joined(separator: "\n")
  }
}
