internal import LabelingCore
internal import RealModule
internal import Threads

/// The pass over the data of an EM iteration: posteriors out of scores, counts out of posteriors.
///
/// Both halves are done while a row is in the cache. Nothing is allocated in the
/// loop. Expected counts are Doubles kept per fixed chunk and added in order.
struct ExpectationPass: Sendable {
  /// The votes.
  let table: PairTable
  /// Weight of each row in the counts; rows of weight 0 are skipped altogether.
  let weights: [Double]
  /// Number of threads.
  let threadCount: Int
  private let chunks: [Range<Int>]

  /// What a pass found.
  struct Outcome {
    /// Expected votes of each pair per class.
    var counts: ClassRows
    /// Expected weight of rows per class.
    var totals: [Double]
    /// Largest change of a posterior probability.
    var largestChange: Double
    /// Log-likelihood of the rows without gold.
    var logLikelihood: Double
  }

  init(table: PairTable, weights: [Double], threadCount: Int) {
    self.table = table
    self.weights = weights
    self.threadCount = threadCount
    // Accumulators of all chunks together stay below 256 MB.
    let cells = max(1, table.pairCount * ClassRows.stride(for: table.classCount))
    let limit = max(1, min(16, (1 << 25) / cells))
    chunks = FixedChunks.ranges(of: table.rowCount, atMost: limit, minimum: 1024)
  }

  /// Recomputes posteriors from scores, unless they are `nil`, and sums up expected counts.
  ///
  /// Rows with gold keep the posteriors they have; where gold is a set of classes, no other class
  /// gets any.
  func run(scores: AdditiveScores?, posteriors: inout ClassRows, counting: Bool = true) -> Outcome {
    let stride = posteriors.stride
    let cells = counting ? table.pairCount * stride : 0
    let share = cells + 2 * stride
    let state = UnsafeMutablePointer<Double>.allocate(capacity: chunks.count * share)
    state.initialize(repeating: 0, count: chunks.count * share)
    defer { state.deallocate() }
    let facts = UnsafeMutablePointer<(change: Double, logLikelihood: Double)>.allocate(
      capacity: chunks.count
    )
    facts.initialize(repeating: (0, 0), count: chunks.count)
    defer { facts.deallocate() }
    var bias = [Double](repeating: -.infinity, count: stride)
    for (y, value) in (scores?.bias ?? []).enumerated() { bias[y] = value }
    // Behind it one for each set of classes that gold names.
    if !table.restrictions.isEmpty { bias += table.restrictions.biases(bias, stride: stride) }

    posteriors.values.withUnsafeMutableBufferPointer { posteriors in
      // Each chunk writes to its own rows and its own part of the state only.
      nonisolated(unsafe) let output = posteriors.baseAddress
      nonisolated(unsafe) let state = state
      nonisolated(unsafe) let facts = facts
      FixedChunks.run(chunkCount: chunks.count, threadCount: threadCount) { [self, bias] chunk in
        guard let output else { return }
        let counts = state + chunk * share
        let place = Place(
          rows: chunks[chunk],
          posteriors: output,
          counts: counting ? counts : nil,
          totals: counts + cells,
          scratch: counts + cells + stride,
          stride: stride
        )
        facts[chunk] =
          stride == 2
          ? visit(SIMD2<Double>.self, bias: bias, scores: scores?.rows.values, at: place)
          : visit(SIMD4<Double>.self, bias: bias, scores: scores?.rows.values, at: place)
      }
    }

    var outcome = Outcome(
      counts: ClassRows(rowCount: counting ? table.pairCount : 0, classCount: table.classCount),
      totals: [Double](repeating: 0, count: table.classCount),
      largestChange: 0,
      logLikelihood: 0
    )
    for chunk in chunks.indices {
      let counts = state + chunk * share
      for index in 0..<cells { outcome.counts.values[index] += counts[index] }
      for y in 0..<table.classCount { outcome.totals[y] += counts[cells + y] }
      outcome.largestChange = max(outcome.largestChange, facts[chunk].change)
      outcome.logLikelihood += facts[chunk].logLikelihood
    }
    return outcome
  }

  /// Where a chunk reads and writes.
  private struct Place {
    var rows: Range<Int>
    var posteriors: UnsafeMutablePointer<Double>
    var counts: UnsafeMutablePointer<Double>?
    var totals: UnsafeMutablePointer<Double>
    var scratch: UnsafeMutablePointer<Double>
    var stride: Int
  }

  @inline(__always)
  private func visit<Lanes: SIMD & BitwiseCopyable>(
    _: Lanes.Type,
    bias: [Double],
    scores: [Double]?,
    at place: Place
  ) -> (change: Double, logLikelihood: Double) where Lanes.Scalar == Double {
    var change = 0.0
    var logLikelihood = 0.0
    let stride = place.stride
    let width = Lanes.scalarCount
    let hasSets = !table.restrictions.isEmpty
    table.rowPairs.withUnsafeBufferPointer { pairs in
      table.rowStarts.withUnsafeBufferPointer { starts in
        weights.withUnsafeBufferPointer { weights in
          table.gold.withUnsafeBufferPointer { gold in
            for x in place.rows {
              let weight = weights[x]
              if weight == 0 { continue }
              let row = place.posteriors + x * stride
              let votes = UnsafeBufferPointer(rebasing: pairs[starts[x]..<starts[x + 1]])
              if gold[x] < 0, let scores {
                let old = change
                change = 0
                scores.withUnsafeBufferPointer { scores in
                  bias.withUnsafeBufferPointer { bias in
                    logLikelihood +=
                      weight
                      * softmax(
                        Lanes.self,
                        bias: hasSets
                          ? bias.baseAddress.map {
                            $0 + (table.restrictions.set(ofRow: x) + 1) * stride
                          } : bias.baseAddress,
                        scores: scores.baseAddress,
                        votes: votes,
                        row: row,
                        sums: place.scratch,
                        stride: stride,
                        change: &change
                      )
                  }
                }
                change = max(change, old)
              }
              var block = 0
              while block < stride {
                let share = load(Lanes.self, row + block) * weight
                store(load(Lanes.self, place.totals + block) + share, place.totals + block)
                if let counts = place.counts {
                  let column = counts + block
                  for pair in votes {
                    let cell = column + Int(pair) &* stride
                    store(load(Lanes.self, cell) + share, cell)
                  }
                }
                block &+= width
              }
            }
          }
        }
      }
    }
    return (change, logLikelihood)
  }

  /// Writes one row's posterior; returns the log of its normalizer.
  @inline(__always)
  private func softmax<Lanes: SIMD & BitwiseCopyable>(
    _: Lanes.Type,
    bias: UnsafePointer<Double>?,
    scores: UnsafePointer<Double>?,
    votes: UnsafeBufferPointer<UInt32>,
    row: UnsafeMutablePointer<Double>,
    sums: UnsafeMutablePointer<Double>,
    stride: Int,
    change: inout Double
  ) -> Double where Lanes.Scalar == Double {
    guard let bias else { return 0 }
    let classCount = table.classCount
    let width = Lanes.scalarCount
    var block = 0
    while block < stride {
      var sum = load(Lanes.self, bias + block)
      if let scores {
        let column = scores + block
        for pair in votes { sum += load(Lanes.self, column + Int(pair) &* stride) }
      }
      store(sum, sums + block)
      block &+= width
    }
    var largest = sums[0]
    for y in 1..<max(classCount, 1) { largest = max(largest, sums[y]) }
    var total = 0.0
    for y in 0..<classCount {
      sums[y] = Double.exp(sums[y] - largest)
      total += sums[y]
    }
    for y in 0..<classCount {
      let value = sums[y] / total
      change = max(change, abs(value - row[y]))
      row[y] = value
    }
    return largest + Double.log(total)
  }

  @inline(__always)
  private func load<Lanes: SIMD & BitwiseCopyable>(
    _: Lanes.Type,
    _ place: UnsafePointer<Double>
  ) -> Lanes where Lanes.Scalar == Double {
    UnsafeRawPointer(place).loadUnaligned(as: Lanes.self)
  }

  @inline(__always)
  private func store<Lanes: SIMD & BitwiseCopyable>(
    _ lanes: Lanes,
    _ place: UnsafeMutablePointer<Double>
  ) where Lanes.Scalar == Double {
    UnsafeMutableRawPointer(place).storeBytes(of: lanes, as: Lanes.self)
  }
}
