internal import LabelingCore

/// What was learned about one voter, with intervals.
///
/// Rights are expected under the model's posterior. An interval is Wilson's at
/// 95 %, as if votes were independent and the posterior were right: a lower
/// bound of the true uncertainty.
package struct VoterEstimate: Hashable, Sendable, Codable {
  /// The voter's votes for one class.
  package struct ClassVotes: Hashable, Sendable, Codable {
    /// Name of the class voted for.
    package var name: String
    /// Number of votes.
    package var votes: Int
    /// Expected share of right votes.
    package var precision: Double
    /// Interval of `precision`.
    package var interval: Interval
  }

  /// A range of numbers.
  package struct Interval: Hashable, Sendable, Codable {
    /// Lower end.
    package var low: Double
    /// Upper end.
    package var high: Double

    /// Creates a range.
    package init(low: Double, high: Double) {
      self.low = low
      self.high = high
    }

    /// Wilson's score interval at 95 % for a share of `count` trials; all of 0…1 without any.
    package init(share: Double, count: Double) {
      let interval = WilsonInterval(successes: share * count, total: count)
      self.init(low: interval?.lower ?? 0, high: interval?.upper ?? 1)
    }
  }

  /// Name of the voter.
  package var voter: String
  /// Number of votes.
  package var votes: Int
  /// Expected share of right votes; 0 without votes.
  package var accuracy: Double
  /// Interval of `accuracy`.
  package var interval: Interval
  /// The classes it votes for, in order.
  package var classes: [ClassVotes]

  /// Estimates of all voters from posteriors.
  static func all(
    of votes: VotePatterns,
    table: PairTable,
    posteriors: ClassRows
  ) -> [VoterEstimate] {
    var right = [Double](repeating: 0, count: table.pairCount)
    for x in 0..<table.rowCount {
      for pair in table.pairs(ofRow: x) {
        right[Int(pair)] += table.counts[x] * posteriors[x, Int(table.pairClasses[Int(pair)])]
      }
    }
    return votes.voters.enumerated().map { j, voter in
      let pairs = table.voterStarts[j]..<table.voterStarts[j + 1]
      let total = pairs.reduce(0) { $0 + table.pairTotals[$1] }
      let accuracy = total > 0 ? min(1, pairs.reduce(0) { $0 + right[$1] } / total) : 0
      return VoterEstimate(
        voter: voter,
        votes: Int(total),
        accuracy: accuracy,
        interval: Interval(share: accuracy, count: total),
        classes: pairs.map { pair in
          let precision = min(1, right[pair] / table.pairTotals[pair])
          return ClassVotes(
            name: votes.labelSpace.classes[Int(table.pairClasses[pair])],
            votes: Int(table.pairTotals[pair]),
            precision: precision,
            interval: Interval(share: precision, count: table.pairTotals[pair])
          )
        }
      )
    }
  }
}
