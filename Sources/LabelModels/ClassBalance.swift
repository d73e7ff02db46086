package import LabelingCore

/// Shares of the classes.
package enum ClassBalance {
  /// The balance itself when it has a positive share for each class and adds up to 1.
  static func checked(
    _ balance: [Double]?,
    classCount: Int
  ) throws(LabelModelError) -> [Double]? {
    guard let balance else { return nil }
    guard balance.count == classCount, balance.allSatisfy({ $0 > 0 }),
      abs(balance.reduce(0, +) - 1) < 1e-6
    else { throw .invalidBalance(values: balance, classes: classCount) }
    return balance
  }

  /// The balance of gold labels; every class must occur.
  package static func estimated(
    fromGoldOf votes: VotePatterns
  ) throws(LabelModelError) -> [Double] {
    var counts = [Double](repeating: 0, count: votes.labelSpace.classCount)
    for (x, gold) in votes.gold.enumerated() where !gold.isAbstain {
      counts[gold.classIndex] += Double(votes.counts[x])
    }
    let sum = counts.reduce(0, +)
    let balance = counts.map { sum > 0 ? $0 / sum : 0 }
    guard counts.allSatisfy({ $0 > 0 }) else {
      throw .invalidBalance(values: balance, classes: counts.count)
    }
    return balance
  }
}
