package import LabelingCore
internal import RealModule

/// How sure the votes are of their majority when each voter is as good as its agreement with it.
///
/// The one-coin posterior of the majority's class under a uniform prior: a
/// voter of skill *s* gives the right class with probability *s* and each
/// other one with (1 − *s*)/(*k* − 1). The mean over rows is crowd-kit's
/// `consistency`; rows whose leading classes are tied have no majority and are left out.
package enum Consistency {
  /// The mean over rows with a majority; `nil` without any or with a single class.
  package static func mean(of patterns: VotePatterns, ties: TieBreaking = .abstain) -> Double? {
    let k = patterns.labelSpace.classCount
    guard k > 1 else { return nil }
    let agreement = MajorityAgreement(of: patterns, ties: ties)
    let skills = patterns.voters.indices.map { agreement.share(ofVoter: $0) ?? 1 / Double(k) }
    let right = skills.map { Double.log($0) }
    let wrong = skills.map { Double.log((1 - $0) / Double(k - 1)) }
    var (sum, rows) = (0.0, 0.0)
    for x in 0..<patterns.patternCount where !agreement.majority[x].isAbstain {
      let posterior = posterior(patterns.entries(of: x), right, wrong, classCount: k)
      sum += Double(patterns.counts[x]) * posterior[agreement.majority[x].classIndex]
      rows += Double(patterns.counts[x])
    }
    return rows > 0 ? sum / rows : nil
  }

  private static func posterior(
    _ row: ArraySlice<VotePatterns.Entry>,
    _ right: [Double],
    _ wrong: [Double],
    classCount: Int
  ) -> [Double] {
    var logs = [Double](repeating: 0, count: classCount)
    for entry in row {
      let j = Int(entry.voter)
      for c in logs.indices {
        logs[c] += Double(entry.count) * (c == Int(entry.ballot) ? right[j] : wrong[j])
      }
    }
    let largest = logs.max() ?? 0
    // Voters who are never and always right may contradict each other.
    guard largest > -.infinity else { return logs.map { _ in 1 / Double(classCount) } }
    let values = logs.map { Double.exp($0 - largest) }
    let total = values.reduce(0, +)
    return values.map { $0 / total }
  }
}
