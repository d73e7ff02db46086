internal import CorpusIO
internal import Foundation
internal import LabelingCore
internal import PluginHost

/// What the cache holds of a run, and what the run adds to it.
final class CachedVotes {
  /// What happens to votes that are known already.
  enum Use {
    /// They are read and filled into each batch.
    case fillsBatches
    /// They stay where they are; batches hold the new ones only.
    case leavesKnown
  }

  private let cache: VoteCache
  private let use: Use
  private let paths: [String]
  private let goldPath: String?
  private var readers: [ColumnReader?]
  private var writers: [ColumnWriter?]
  private var goldWriter: ColumnWriter?

  /// Looks for the columns of all functions; `nil` when the corpus cannot be cached.
  ///
  /// - Parameters:
  ///   - cache: The cache.
  ///   - plugin: The functions.
  ///   - source: The corpus.
  ///   - reading: Its version decides which columns are meant, and is what the run has to read.
  ///   - use: What happens to votes that are known.
  init?(
    _ cache: VoteCache,
    plugin: LoadablePlugin,
    source: CorpusSource,
    _ reading: CorpusReading,
    use: Use
  ) {
    guard let corpus = reading.digest(knownBy: cache.corpora) else { return nil }
    let key = cache.key(of: plugin, on: source, corpus: corpus)
    self.cache = cache
    self.use = use
    paths = cache.columnPaths(of: plugin, key: key)
    goldPath = source.goldField.map { _ in cache.goldPath(of: plugin, key: key) }
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
    if let goldPath, ColumnReader(path: goldPath, voteByteCount: voteByteCount) == nil {
      goldWriter = ColumnWriter(path: goldPath, voteByteCount: voteByteCount)
    }
  }

  /// Whether each function has to run.
  var missing: [Bool] { readers.map { $0 == nil } }

  /// Whether all that the run would find is known.
  var isComplete: Bool { !missing.contains(true) && goldWriter == nil }

  /// Whether an earlier run has read this corpus to its end, and so checked its ids.
  var knowsCorpus: Bool { missing.contains(false) }

  /// Fills in the votes that are known and keeps the others.
  ///
  /// - Throws: A `Diagnostic` when a column is shorter than the corpus, which
  ///   its digest rules out unless a file changes under the run.
  func complete(_ voted: inout VotedBatch<CorpusContext>) throws {
    let count = voted.count
    for function in readers.indices {
      let range = (function * count)..<((function + 1) * count)
      if let reader = readers[function] {
        guard use == .fillsBatches else { continue }
        guard reader.read(count, into: &voted.votes[range]) else {
          throw Diagnostic(
            at: SourceLocation(paths[function]),
            "the votes in the cache are of another corpus",
            help: "run the command again, or with '--no-cache'"
          )
        }
      } else {
        writers[function]?.append(voted.votes[range])
      }
    }
    goldWriter?.append(voted.golds.map(\.rawValue)[...])
  }

  /// Keeps the new columns, and makes room.
  ///
  /// - Parameters:
  ///   - faults: What went wrong; a function with faults runs again next time, so its column is
  ///     of this run alone.
  ///   - functions: The plugin's functions.
  /// - Returns: Where the votes of this run are.
  func finish(
    faults: [LabelingFunctionFault],
    functions: [PluginManifest.Function]
  ) -> VoteColumns {
    let faulty = Set(faults.map(\.function))
    var files = paths
    var temporary: [PartialFile] = []
    for index in functions.indices {
      guard faulty.contains(functions[index].name), let writer = writers[index] else {
        writers[index]?.finish()
        continue
      }
      guard let file = writer.finishApart() else { continue }
      files[index] = file.path
      temporary.append(file)
    }
    goldWriter?.finish()
    cache.trim(to: VoteCache.defaultLimit)
    return VoteColumns(functions: files, gold: goldPath, temporary: temporary)
  }
}
