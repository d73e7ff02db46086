internal import ArgumentParser
internal import Foundation
internal import LabelingCore
internal import PluginHost
internal import Workspace

/// `winnow cache`.
struct CacheCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache",
    abstract: "Show or clear the votes kept from earlier runs.",
    discussion: """
      Votes are kept in .winnow/votes of a task's package, per function and corpus, so \
      that after a change of one function only that one runs again. They take 2 GB at \
      most; those not used for longest are removed first.

        winnow cache
        winnow cache my-reviews --clear
      """
  )

  @Argument(help: "A task or a stand-alone package; by default the package around this folder.")
  var task: String?

  @Flag(help: "Remove all of them.")
  var clear = false

  @Flag(help: .json)
  var json = false

  @OptionGroup var remarks: RemarkArguments

  var isQuiet: Bool { remarks.quiet }

  func run() throws {
    let current = FileManager.default.currentDirectoryPath
    let package =
      try task.map { try TaskLocation(of: $0, from: current).package }
      ?? TaskLocation.workspace(from: current)
    guard let package else {
      throw Diagnostic(
        "no folder 'LabelingFunctions' from here upwards",
        help: "name a task or a stand-alone package"
      )
    }
    let cache = VoteCache(workspace: package)
    if clear {
      let count = try cache.clear()
      if json {
        return try Console.printJSON(CacheReport(folder: cache.folder, removedFiles: count))
      }
      return Console.print("\(Formatting.count(count, "file")) removed from \(cache.folder)")
    }
    let entries = cache.entries()
    let byteCount = entries.reduce(0) { $0 + $1.byteCount }
    if json {
      return try Console.printJSON(
        CacheReport(folder: cache.folder, columns: entries.count, bytes: byteCount)
      )
    }
    let megabytes = Double(byteCount) / 1e6
    Console.print(
      "\(Formatting.count(entries.count, "column")) of votes, "
        + "\(String(format: "%.1f", megabytes)) MB, in \(cache.folder)"
    )
  }
}

/// What `winnow cache --json` prints.
private struct CacheReport: Encodable {
  let folder: String
  /// Columns of votes that are kept; absent where they were removed.
  var columns: Int?
  var bytes: Int?
  var removedFiles: Int?
}
