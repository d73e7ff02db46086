internal import CorpusIO
internal import Foundation
internal import LabelingCore
internal import PluginHost

/// Runs a plugin's functions on documents that have been read, up to their votes.
///
/// Starting the workers is not counted, but reported as `start_s`: it is what
/// importing is to a Python program.
struct ApplyOperation {
  let name: String
  let plugin: LoadablePlugin
  let corpus: LoadedCorpus
  let workerCount: Int

  /// Votes of each batch, function-major.
  typealias Votes = [[Int16]]

  func run(rounds: Int) throws -> (measurement: Measurement, votes: Votes) {
    var seconds: [Double] = []
    var start = 0.0
    var votes: Votes = []
    for _ in 0..<max(1, rounds) {
      let begin = ContinuousClock.now
      let pool = try WorkerPool<CorpusContext>(
        plugin,
        options: WorkerOptions(workerCount: workerCount)
      )
      // A batch per worker, so that every worker has loaded the plugin.
      _ = try apply(corpus.batches.prefix(workerCount * 2), with: pool)
      start = (ContinuousClock.now - begin) / .seconds(1)
      let ready = ContinuousClock.now
      votes = try apply(corpus.batches[...], with: pool)
      seconds.append((ContinuousClock.now - ready) / .seconds(1))
    }
    let fires = votes.reduce(0) { $0 + $1.count { $0 >= 0 } }
    let measurement = Measurement(
      "apply \(name), \(workerCount) worker\(workerCount == 1 ? "" : "s")",
      documentCount: corpus.documentCount,
      seconds: seconds,
      facts: ["start_s": start, "fires": Double(fires)]
    )
    return (measurement, votes)
  }

  private func apply(
    _ batches: ArraySlice<LabelingBatch<CorpusContext>>,
    with pool: WorkerPool<CorpusContext>
  ) throws -> Votes {
    var votes: Votes = []
    var iterator = batches.makeIterator()
    try pool.apply(
      to: { iterator.next() },
      { votes.append($0.votes) }
    )
    return votes
  }

  /// The votes as bytes, documents × functions, row-major.
  static func rowMajor(_ votes: Votes, functionCount: Int) -> Data {
    var bytes = Data()
    for batch in votes {
      let count = batch.count / functionCount
      var rows = [UInt8](repeating: 0, count: batch.count)
      for function in 0..<functionCount {
        for row in 0..<count {
          let vote = Int8(truncatingIfNeeded: batch[function * count + row])
          rows[row * functionCount + function] = UInt8(bitPattern: vote)
        }
      }
      bytes.append(contentsOf: rows)
    }
    return bytes
  }
}
