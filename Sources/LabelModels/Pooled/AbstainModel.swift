internal import RealModule

/// What a missing vote means, as far as the votes themselves can tell.
///
/// Silence is a labeling function's when most votes are by voters of a single
/// set of classes, or when whether a voter votes depends on the class as the others see
/// it: the gain in log-likelihood of a class-dependent rate over a single one,
/// less half a log per extra parameter, is positive. Voters with levels of
/// confidence vote nearly everywhere and have no say, unless all have levels.
struct AbstainModel: Sendable {
  /// Share of all votes by voters that ever used exactly one set; without voters of levels.
  var oneClassShare: Double
  /// Penalised gain in log-likelihood.
  var gain: Double

  /// The mode these facts speak for.
  var mode: PooledLabelModel.Mode {
    !hasVotes || oneClassShare > 0.5 || gain > 0 ? .functions : .annotators
  }

  /// Reads the votes; without votes the mode is functions.
  init(of table: PairTable, weights: [Double]) {
    var oneClass = 0.0
    var all = 0.0
    let voters = Self.asked(table)
    for voter in voters {
      let pairs = table.voterStarts[voter]..<table.voterStarts[voter + 1]
      let votes = pairs.reduce(0) { $0 + table.pairTotals[$1] } * weights[voter]
      all += votes
      if Set(table.pairSets[pairs]).count == 1 { oneClass += votes }
    }
    oneClassShare = all > 0 ? oneClass / all : 0
    hasVotes = all > 0
    gain = 0
    guard hasVotes else { return }
    let sums = Sums(of: table, weights: weights)
    for voter in voters { gain += Self.gain(voter: voter, sums: sums) }
  }

  /// The voters without levels; all voters where each has levels.
  private static func asked(_ table: PairTable) -> [Int] {
    let voting = (0..<table.voterCount).filter {
      table.voterStarts[$0] < table.voterStarts[$0 + 1]
    }
    let plain = voting.filter { voter in
      !table.pairLevels[table.voterStarts[voter]..<table.voterStarts[voter + 1]]
        .contains { $0 >= 0 }
    }
    return plain.isEmpty ? voting : plain
  }

  /// Whether there is anything to read.
  let hasVotes: Bool

  /// The terms of one voter, in the notation of ``Sums``.
  private static func gain(voter: Int, sums: Sums) -> Double {
    let classCount = sums.all.count
    var voted = [Double](repeating: 0, count: classCount)
    var silent = voted
    for y in 0..<classCount {
      voted[y] = sums.others[voter, y]
      silent[y] = max(sums.all[y] - sums.own[voter, y], 0)
    }
    let (a, b) = (voted.reduce(0, +), silent.reduce(0, +))
    guard a + b > 0 else { return 0 }
    // Both rates are counted: among a billion rows 1 − rate may be nothing but rounding.
    let (rate, silence) = ((a + 0.5) / (a + b + 1), (b + 0.5) / (a + b + 1))
    var gain = -a * Double.log(rate) - b * Double.log(silence)
    for y in 0..<classCount {
      let total = voted[y] + silent[y] + 1
      gain += voted[y] * Double.log((voted[y] + rate) / total)
      gain += silent[y] * Double.log((silent[y] + silence) / total)
    }
    return gain - Double(classCount - 1) / 2 * Double.log(max(a + b, 1))
  }

  /// *S*(*y*), *a_j*(*y*) and *o_j*(*y*).
  private struct Sums {
    /// *S*: vote shares of all rows with votes.
    var all: [Double]
    /// *a_j*: vote shares of the others, summed over *j*'s votes.
    var others: ClassRows
    /// *o_j*: vote shares, summed over *j*'s votes.
    var own: ClassRows

    init(of table: PairTable, weights: [Double]) {
      let classCount = table.classCount
      all = [Double](repeating: 0, count: classCount)
      others = ClassRows(rowCount: table.voterCount, classCount: classCount)
      own = others
      let stride = others.stride
      var sums = all
      var left = all
      let pairWeights = table.pairWeights(weights)
      others.values.withUnsafeMutableBufferPointer { others in
        own.values.withUnsafeMutableBufferPointer { own in
          for x in 0..<table.rowCount {
            let total = table.voteSums(row: x, weights: pairWeights, into: &sums)
            guard total > 0 else { continue }
            for y in 0..<classCount { all[y] += table.counts[x] * sums[y] / total }
            for pair in table.pairs(ofRow: x) {
              let voter = Int(table.pairVoters[Int(pair)])
              let own = own.baseAddress.map { $0 + voter * stride }
              let others = others.baseAddress.map { $0 + voter * stride }
              guard let own, let others else { continue }
              let weight = table.counts[x] * weights[voter]
              let set = table.classes(ofPair: Int(pair))
              var rest = total
              for y in 0..<classCount { left[y] = sums[y] }
              for y in set {
                left[y] = max(sums[y] - weights[voter] / Double(set.count), 0)
                rest += left[y] - sums[y]
              }
              // Rounding may leave a trace of a vote that stood alone.
              let scale = rest > 1e-9 ? weight / rest : 0
              for y in 0..<classCount {
                own[y] += weight / total * sums[y]
                others[y] += scale * left[y]
              }
            }
          }
        }
      }
    }
  }
}
