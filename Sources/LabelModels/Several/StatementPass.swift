internal import RealModule
internal import Threads

/// The pass over the data of an EM iteration: posteriors out of scores, sums out of posteriors.
///
/// Nothing is allocated in the loop. Sums are kept per fixed chunk and added in order, so they are
/// the same to the last bit for any number of threads.
struct StatementPass: Sendable {
  /// The votes.
  let table: StatementTable
  /// Weight of each row in the sums.
  let weights: [Double]
  /// Stratum of each row.
  let strata: [Int32]
  /// Number of strata.
  let stratumCount: Int
  /// Number of threads.
  let threadCount: Int
  private let chunks: [Range<Int>]

  /// What a pass found.
  struct Sums {
    /// Weighted rows with each pair, times the probability of its class.
    var hits: [Double]
    /// Weighted probability of class *c* in stratum *s*, at `s * classCount + c`.
    var classes: [Double]
    /// Largest change of a posterior probability.
    var largestChange: Double
  }

  init(
    table: StatementTable,
    weights: [Double],
    strata: [Int32],
    stratumCount: Int,
    threadCount: Int
  ) {
    self.table = table
    self.weights = weights
    self.strata = strata
    self.stratumCount = stratumCount
    self.threadCount = threadCount
    let cells = max(1, table.pairCount + (stratumCount + 1) * table.classCount)
    let limit = max(1, min(16, (1 << 25) / cells))
    chunks = FixedChunks.ranges(of: table.rowCount, atMost: limit, minimum: 1024)
  }

  /// Recomputes posteriors from scores, unless they are `nil`, and sums up.
  ///
  /// Rows with gold keep the posteriors they have.
  /// - Parameters:
  ///   - scores: The scores; `nil` keeps all posteriors.
  ///   - posteriors: The probability of class *c* of row *x*, at `x * classCount + c`.
  /// - Returns: The sums.
  func run(scores: StatementScores?, posteriors: inout [Double]) -> Sums {
    let (k, pairCount) = (table.classCount, table.pairCount)
    let share = pairCount + (stratumCount + 1) * k + 1
    var state = [Double](repeating: 0, count: chunks.count * share)
    state.withUnsafeMutableBufferPointer { state in
      posteriors.withUnsafeMutableBufferPointer { posteriors in
        // Each chunk writes to its own rows and its own part of the state only.
        nonisolated(unsafe) let output = posteriors.baseAddress
        nonisolated(unsafe) let sums = state.baseAddress
        FixedChunks.run(chunkCount: chunks.count, threadCount: threadCount) { [self] chunk in
          guard let output, let sums else { return }
          visit(chunks[chunk], scores, output, sums + chunk * share)
        }
      }
    }
    var found = Sums(
      hits: [Double](repeating: 0, count: pairCount),
      classes: [Double](repeating: 0, count: stratumCount * k),
      largestChange: 0
    )
    for chunk in chunks.indices {
      let start = chunk * share
      for pair in 0..<pairCount { found.hits[pair] += state[start + pair] }
      for cell in 0..<(stratumCount * k) { found.classes[cell] += state[start + pairCount + cell] }
      found.largestChange = max(found.largestChange, state[start + share - 1])
    }
    return found
  }

  /// One chunk's rows; its part of the state is a sum per pair, one per stratum and class, room for
  /// a row of log-odds, and the largest change.
  private func visit(
    _ rows: Range<Int>,
    _ scores: StatementScores?,
    _ output: UnsafeMutablePointer<Double>,
    _ hits: UnsafeMutablePointer<Double>
  ) {
    let (k, pairCount) = (table.classCount, table.pairCount)
    let classes = hits + pairCount
    let odds = classes + stratumCount * k
    var change = 0.0
    table.rowPairs.withUnsafeBufferPointer { pairs in
      table.rowTimes.withUnsafeBufferPointer { times in
        table.pairClasses.withUnsafeBufferPointer { pairClasses in
          for x in rows {
            let row = output + x &* k
            let stratum = Int(strata[x])
            let range = table.rowStarts[x]..<table.rowStarts[x &+ 1]
            if table.gold[x] < 0, let scores {
              let bias = stratum &* k
              for c in 0..<k { odds[c] = scores.bias[bias &+ c] }
              for index in range {
                let pair = Int(pairs[index])
                let place = stratum &* pairCount &+ pair
                let c = Int(pairClasses[pair])
                odds[c] += scores.first[place]
                if times[index] > 1 { odds[c] += Double(times[index] - 1) * scores.further[place] }
              }
              for c in 0..<k {
                let probability = 1 / (1 + Double.exp(-odds[c]))
                change = max(change, abs(probability - row[c]))
                row[c] = probability
              }
            }
            let weight = weights[x]
            for c in 0..<k { classes[stratum &* k &+ c] += weight * row[c] }
            for index in range {
              let pair = Int(pairs[index])
              hits[pair] += weight * Double(times[index]) * row[Int(pairClasses[pair])]
            }
          }
        }
      }
    }
    odds[k] = change
  }
}
