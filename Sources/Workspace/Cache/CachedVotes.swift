package import CorpusIO
internal import Foundation
internal import LabelIO
package import LabelingCore
package import PluginHost

/// What the cache holds of a run, and what the run adds to it.
package final class CachedVotes {
  /// What happens to votes that are known already.
  package enum Use {
    /// They are read and filled into each batch.
    case fillsBatches
    /// They stay where they are; batches hold the new ones only.
    case leavesKnown
  }

  private let cache: VoteCache
  private let use: Use
  private let paths: [String]
  private let goldPath: String?
  /// What is known of each function.
  private let known: [VoteColumnView?]
  /// For columns with other ballots than classes, the index of each among those of a run.
  private var indices: [[Int16]?]
  /// Documents that batches have been completed of.
  private var rowCount = 0
  private var writers: [CachedColumn?]
  private var goldWriter: CachedColumn?
  /// The sets of classes that gold labels name.
  private var goldSets: BallotRegister

  /// Looks for the columns of all functions; `nil` when the corpus cannot be cached.
  ///
  /// - Parameters:
  ///   - cache: The cache.
  ///   - plugin: The functions.
  ///   - source: The corpus.
  ///   - reading: Its version decides which columns are meant, and is what the run has to read.
  ///   - use: What happens to votes that are known.
  package init?(
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
    let classes = plugin.manifest.labelSpace.classes
    let manifest = plugin.manifest
    var ballots = manifest.ballots
    var known: [VoteColumnView?] = []
    var indices: [[Int16]?] = []
    for path in paths {
      var column = VoteColumnFile.view(
        of: path,
        classCount: classes.count,
        labels: manifest.labels
      )
      let others = (column?.others ?? []).map { ballots.index(adding: $0) }
      // Where two bytes cannot tell all ballots apart, the function runs, and says so.
      if others.contains(nil) { column = nil }
      known.append(column)
      indices.append(
        column == nil || others.isEmpty
          ? nil : classes.indices.map { Int16($0) } + others.compactMap { $0 }
      )
    }
    (self.ballots, self.known, self.indices) = (ballots, known, indices)
    goldSets = BallotRegister(classCount: classes.count)
    writers = zip(plugin.manifest.functions, zip(paths, known)).map { function, column in
      guard column.1 == nil else { return nil }
      let voter = VoteManifest.Voter(name: function.name, fingerprint: function.fingerprint)
      return CachedColumn(
        path: column.0,
        VoteManifest(voters: [voter], classes: classes, labels: manifest.labels)
      )
    }
    if let goldPath, VoteColumnFile.view(of: goldPath, classCount: classes.count) == nil {
      let voter = VoteManifest.Voter(name: "gold")
      goldWriter = CachedColumn(path: goldPath, VoteManifest(voters: [voter], classes: classes))
    }
  }

  /// The ballots of the plugin and of the known columns: what a run begins with.
  package let ballots: BallotRegister

  /// Whether each function has to run.
  package var missing: [Bool] { known.map { $0 == nil } }

  /// Whether all that the run would find is known.
  package var isComplete: Bool { !missing.contains(true) && goldWriter == nil }

  /// Whether an earlier run has read this corpus to its end, and so checked its ids.
  package var knowsCorpus: Bool { missing.contains(false) }

  /// Fills in the votes that are known and keeps the others.
  ///
  /// - Throws: A `Diagnostic` when a column is shorter than the corpus, which
  ///   its digest rules out unless a file changes under the run.
  package func complete(_ voted: inout VotedBatch<CorpusContext>) throws {
    let count = voted.count
    let rows = rowCount..<(rowCount + count)
    rowCount = rows.upperBound
    for function in known.indices {
      let range = (function * count)..<((function + 1) * count)
      if let column = known[function] {
        guard use == .fillsBatches else { continue }
        guard rows.upperBound <= column.count else {
          throw Diagnostic(
            at: SourceLocation(paths[function]),
            "the votes in the cache are of another corpus",
            help: "run the command again, or with '--no-cache'"
          )
        }
        voted.votes.withUnsafeMutableBufferPointer {
          let votes = UnsafeMutableBufferPointer(rebasing: $0[range])
          column.copyVotes(in: rows, into: votes)
          guard let indices = indices[function] else { return }
          for place in votes.indices where votes[place] >= 0 {
            votes[place] = indices[Int(votes[place])]
          }
        }
      } else {
        writers[function]?.append(voted.votes[range], of: voted.ballots)
      }
    }
    guard let goldWriter else { return }
    var golds = voted.golds.map(\.rawValue)
    for (row, classes) in voted.goldSets.sorted(by: { $0.key < $1.key }) {
      golds[row] = goldSets.index(adding: BallotRecord(classes: classes)) ?? -1
    }
    goldWriter.append(golds[...], of: goldSets)
  }

  /// Keeps the new columns, and makes room.
  ///
  /// - Parameters:
  ///   - faults: What went wrong; a function with faults runs again next time, so its column is
  ///     of this run alone.
  ///   - functions: The plugin's functions.
  /// - Returns: Where the votes of this run are.
  package func finish(
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
