package import LabelingCore

/// How each voter votes given the gold label, on rows whose gold label is known.
///
/// Memory is *m* · *k* · (*k* + 1) numbers.
package struct EmpiricalConfusion: Hashable, Sendable {
  /// Number of voters, *m*.
  package let voterCount: Int
  /// Number of classes, *k*.
  package let classCount: Int
  /// Rows of each gold class.
  package let goldCounts: [Int]
  /// Votes by voter, vote (0 abstains, class *c* is *c* + 1), gold class.
  private let counts: [Int]

  /// Counts the votes of patterns against their gold labels; those for sets are left out.
  ///
  /// - Complexity: O(*e* + *m* · *k*²) for *e* entries of all patterns.
  package init(of votes: VotePatterns) {
    let patterns = votes.ofClassesAlone
    let (m, k) = (patterns.voters.count, patterns.labelSpace.classCount)
    var counts = [Int](repeating: 0, count: m * (k + 1) * k)
    var silent = [Int](repeating: 0, count: m * k)
    var goldCounts = [Int](repeating: 0, count: k)
    for x in 0..<patterns.patternCount where !patterns.gold[x].isAbstain {
      let weight = patterns.counts[x]
      let y = patterns.gold[x].classIndex
      goldCounts[y] += weight
      var previous: Int32 = -1
      for entry in patterns.entries(of: x) {
        let j = Int(entry.voter)
        counts[(j * (k + 1) + Int(entry.ballot) + 1) * k + y] += weight * Int(entry.count)
        if entry.voter != previous { silent[j * k + y] -= weight }
        previous = entry.voter
      }
    }
    for j in 0..<m {
      for y in 0..<k { counts[j * (k + 1) * k + y] = goldCounts[y] + silent[j * k + y] }
    }
    (voterCount, classCount) = (m, k)
    self.goldCounts = goldCounts
    self.counts = counts
  }

  /// How often voter `j` gave `vote` on rows of gold class `gold`; abstaining counts rows.
  package func count(voter j: Int, vote: Vote, gold: Int) -> Int {
    counts[(j * (classCount + 1) + vote.classIndex + 1) * classCount + gold]
  }

  /// The share of rows of gold class `gold` on which voter `j` gave `vote`.
  ///
  /// - Returns: `nil` when there are no rows of that class. The shares of a
  ///   voter who answers rows several times may add up to more than 1.
  package func probability(voter j: Int, vote: Vote, gold: Int) -> Double? {
    Ratio.share(count(voter: j, vote: vote, gold: gold), of: goldCounts[gold])
  }
}
