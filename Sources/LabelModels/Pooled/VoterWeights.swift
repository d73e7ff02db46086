/// Weights that make copies of a voter count once.
///
/// ω_j = 1 / (1 + Σ over other voters *k* of clip((*J* − 0.95) / 0.05, 0, 1)),
/// where *J* is the Jaccard index of the two voters' votes and at least ten
/// votes agree. Sums only, so shards add up.
struct VoterWeights {
  /// Jaccard index above which two voters begin to count as copies.
  static let threshold = 0.95
  /// Fewer equal votes say nothing.
  static let leastAgreement = 10.0

  private let table: PairTable
  /// Votes of each voter.
  private let votes: [Double]
  /// Voters that may still have a copy, with their place among `candidates`.
  private var place: [Int]
  private var candidates: [Int]

  /// A pair of voters that vote nearly alike.
  struct Copies: Hashable {
    /// The voter that comes first.
    var first: Int
    /// The other voter.
    var second: Int
    /// Jaccard index of their votes.
    var similarity: Double
  }

  init(_ table: PairTable) {
    self.table = table
    let votes = (0..<table.voterCount).map { voter in
      (table.voterStarts[voter]..<table.voterStarts[voter + 1]).reduce(0) {
        $0 + table.pairTotals[$1]
      }
    }
    self.votes = votes
    // A voter with fewer votes cannot have ten in common, unless votes are repeated.
    let repeated = table.hasRepeatedVotes
    candidates = votes.indices.filter { votes[$0] >= Self.leastAgreement || repeated }
    place = [Int](repeating: -1, count: table.voterCount)
    for (index, voter) in candidates.enumerated() { place[voter] = index }
  }

  /// The weight of each voter, in (0, 1].
  static func weights(of table: PairTable) -> [Double] {
    var sums = [Double](repeating: 1, count: table.voterCount)
    for pair in copies(in: table) {
      let share = min(1, (pair.similarity - threshold) / (1 - threshold))
      sums[pair.first] += share
      sums[pair.second] += share
    }
    return sums.map { 1 / $0 }
  }

  /// All pairs above the threshold.
  static func copies(in table: PairTable) -> [Copies] {
    var search = VoterWeights(table)
    return search.candidates.count > 2000 ? search.sparseSearch() : search.denseSearch()
  }

  private func similarity(_ j: Int, _ k: Int, same: Double) -> Double {
    same / (votes[j] + votes[k] - same)
  }

  /// Counts pairs that meet, in a hash table: for thousands of voters.
  private func sparseSearch() -> [Copies] {
    var same: [UInt64: Double] = [:]
    for x in 0..<table.rowCount {
      forEachAgreement(row: x) { j, k in
        same[UInt64(j) << 32 | UInt64(k), default: 0] += table.counts[x]
      }
    }
    return same.filter { $0.value >= Self.leastAgreement }
      .map { key, value in
        let (j, k) = (Int(key >> 32), Int(key & 0xFFFF_FFFF))
        return Copies(first: j, second: k, similarity: similarity(j, k, same: value))
      }
      .filter { $0.similarity > Self.threshold }
      .sorted { ($0.first, $0.second) < ($1.first, $1.second) }
  }

  /// Counts in a square matrix; drops voters as soon as no other one can be a copy.
  private mutating func denseSearch() -> [Copies] {
    let size = candidates.count
    let all = candidates
    var same = [Double](repeating: 0, count: size * size)
    var seen = [Double](repeating: 0, count: table.voterCount)
    let block = 1024
    for start in stride(from: 0, to: table.rowCount, by: block) where !candidates.isEmpty {
      for x in start..<min(start + block, table.rowCount) {
        let weight = table.counts[x]
        for pair in table.pairs(ofRow: x) { seen[Int(table.pairVoters[Int(pair)])] += weight }
        forEachAgreement(row: x) { j, k in same[place[j] * size + place[k]] += weight }
      }
      if !table.hasRepeatedVotes { prune(same: same, size: size, seen: seen) }
    }
    var found: [Copies] = []
    for j in all where place[j] >= 0 {
      for k in all where k > j && place[k] >= 0 {
        let value = same[place[j] * size + place[k]]
        let similarity = similarity(j, k, same: value)
        if value >= Self.leastAgreement, similarity > Self.threshold {
          found.append(Copies(first: j, second: k, similarity: similarity))
        }
      }
    }
    return found
  }

  /// Drops voters that stay below the threshold even if all votes to come agree.
  private mutating func prune(same: [Double], size: Int, seen: [Double]) {
    var alive = [Bool](repeating: false, count: table.voterCount)
    for (index, j) in candidates.enumerated() {
      for k in candidates[(index + 1)...] where !alive[j] || !alive[k] {
        let rest = min(votes[j] - seen[j], votes[k] - seen[k])
        let most = same[place[j] * size + place[k]] + rest
        if most >= Self.leastAgreement, similarity(j, k, same: most) > Self.threshold {
          alive[j] = true
          alive[k] = true
        }
      }
    }
    for voter in candidates where !alive[voter] { place[voter] = -1 }
    candidates.removeAll { !alive[$0] }
  }

  /// Calls `body` with every two candidates that vote alike on a row, once per pair of votes.
  private func forEachAgreement(row x: Int, _ body: (_ first: Int, _ second: Int) -> Void) {
    let pairs = table.pairs(ofRow: x)
    for index in pairs.indices {
      let j = Int(table.pairVoters[Int(pairs[index])])
      if place[j] < 0 { continue }
      let vote = table.pairSets[Int(pairs[index])]
      for other in (index + 1)..<max(pairs.endIndex, index + 1) {
        let k = Int(table.pairVoters[Int(pairs[other])])
        if k != j, place[k] >= 0, table.pairSets[Int(pairs[other])] == vote { body(j, k) }
      }
    }
  }
}
