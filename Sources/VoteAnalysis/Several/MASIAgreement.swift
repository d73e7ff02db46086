package import LabelingCore

/// Agreement of answers that are sets of classes: Krippendorff's alpha by MASI distance.
///
/// 1 is perfect agreement, 0 what chance gives. An answer is what a voter says is present.
/// - SeeAlso: Passonneau 2006, "Measuring Agreement on Set-valued Items (MASI) for Semantic and
///   Pragmatic Annotation"; Artstein & Poesio 2008, doi:10.1162/coli.07-034-R2
package enum MASIAgreement {
  /// 1 − Jaccard index × monotonicity: 1 for equal sets, 2/3 where one holds the other, 1/3 where
  /// they overlap, 0 where they have nothing in common.
  ///
  /// - Parameters:
  ///   - first: Classes, ascending.
  ///   - second: Classes, ascending.
  /// - Returns: The distance, 0 for equal sets.
  package static func distance(_ first: [Int], _ second: [Int]) -> Double {
    if first == second { return 0 }
    let common = first.count(where: second.contains)
    guard common > 0 else { return 1 }
    let jaccard = Double(common) / Double(first.count + second.count - common)
    let isNested = common == first.count || common == second.count
    return 1 - jaccard * (isNested ? 2.0 / 3 : 1.0 / 3)
  }

  /// The alpha of all voters, or `nil` when no two different answers can be compared.
  ///
  /// - Complexity: O(Σ answers² of a pattern + *s*²) for *s* different answers.
  package static func alpha(of votes: VotePatterns) -> Double? {
    var numbers: [[Int]: Int] = [:]
    var sets: [[Int]] = []
    let ofBallot = votes.ballots.ballots.indices.map { ballot in
      let present = votes.ballots.presentClasses(of: ballot)
      if let known = numbers[present] { return known }
      numbers[present] = sets.count
      sets.append(present)
      return sets.count - 1
    }
    var totals = [Double](repeating: 0, count: sets.count)
    var observed = 0.0
    for x in 0..<votes.patternCount {
      let answers = votes.entries(of: x).map {
        (set: ofBallot[Int($0.ballot)], times: Double($0.count))
      }
      let total = answers.reduce(0) { $0 + $1.times }
      guard total > 1 else { continue }
      let weight = Double(votes.counts[x])
      var distances = 0.0
      for (place, answer) in answers.enumerated() {
        totals[answer.set] += weight * answer.times
        for other in answers[(place + 1)...] {
          distances +=
            2 * answer.times * other.times
            * distance(sets[answer.set], sets[other.set])
        }
      }
      observed += weight * distances / (total - 1)
    }
    var expected = 0.0
    for first in sets.indices where totals[first] > 0 {
      for second in sets.indices where second > first && totals[second] > 0 {
        expected += 2 * totals[first] * totals[second] * distance(sets[first], sets[second])
      }
    }
    guard expected > 0 else { return nil }
    return 1 - (totals.reduce(0, +) - 1) * observed / expected
  }
}
