internal import CorpusIO
internal import Foundation
internal import LabelingCore
internal import PluginHost

/// What the cache holds of a run, and what the run adds to it.
final class CachedVotes {
  private let cache: VoteCache
  private let paths: [String]
  private var readers: [ColumnReader?]
  private var writers: [ColumnWriter?]

  /// Looks for the columns of all functions; `nil` when the corpus cannot be cached.
  init?(_ cache: VoteCache, plugin: LoadablePlugin, source: CorpusSource) {
    guard let paths = cache.columnPaths(of: plugin, on: source) else { return nil }
    self.cache = cache
    self.paths = paths
    try? FileManager.default.createDirectory(
      atPath: cache.folder,
      withIntermediateDirectories: true
    )
    let voteByteCount = ColumnFile.voteByteCount(
      classCount: plugin.manifest.labelSpace.classCount
    )
    readers = paths.map { ColumnReader(path: $0, voteByteCount: voteByteCount) }
    writers = zip(paths, readers).map { path, reader in
      reader == nil ? ColumnWriter(path: path, voteByteCount: voteByteCount) : nil
    }
  }

  /// Whether each function has to run.
  var missing: [Bool] { readers.map { $0 == nil } }

  /// Fills in the votes that are known and keeps the others.
  ///
  /// - Throws: A `Diagnostic` when a column is shorter than the corpus, which
  ///   its digest rules out unless a file changes under the run.
  func complete(_ applied: inout AppliedBatch) throws {
    let count = applied.batch.count
    for function in readers.indices {
      let range = (function * count)..<((function + 1) * count)
      if let reader = readers[function] {
        guard reader.read(count, into: &applied.votes[range]) else {
          throw Diagnostic(
            at: SourceLocation(paths[function]),
            "the votes in the cache are of another corpus",
            help: "run the command again, or with '--no-cache'"
          )
        }
      } else {
        writers[function]?.append(applied.votes[range])
      }
    }
  }

  /// Keeps the new columns of functions without faults, and makes room.
  func finish(faults: [LabelingFunctionFault], functions: [PluginManifest.Function]) {
    let faulty = Set(faults.map(\.function))
    for (writer, function) in zip(writers, functions) {
      if faulty.contains(function.name) { writer?.discard() } else { writer?.finish() }
    }
    cache.trim(to: VoteCache.defaultLimit)
  }
}
