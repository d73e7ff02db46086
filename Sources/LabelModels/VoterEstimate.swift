package import LabelingCore

/// What was learned about one voter, with intervals.
///
/// Rights are expected under the model's posterior. An interval is Wilson's,
/// as if votes were independent and the posterior were right: a lower
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
    @LowAndHigh package var interval: Interval
  }

  /// Name of the voter.
  package var voter: String
  /// Number of votes.
  package var votes: Int
  /// Expected share of right votes; 0 without votes.
  package var accuracy: Double
  /// Interval of `accuracy`; all of 0…1 without votes.
  @LowAndHigh package var interval: Interval
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
        interval: Self.interval(of: accuracy, count: total),
        classes: pairs.map { pair in
          let precision = min(1, right[pair] / table.pairTotals[pair])
          return ClassVotes(
            name: votes.labelSpace.classes[Int(table.pairClasses[pair])],
            votes: Int(table.pairTotals[pair]),
            precision: precision,
            interval: Self.interval(of: precision, count: table.pairTotals[pair])
          )
        }
      )
    }
  }

  /// Wilson's interval of a share of `count` trials; all of 0…1 without any.
  package static func interval(of share: Double, count: Double) -> Interval {
    Interval(successes: share * count, total: count) ?? Interval(lower: 0, upper: 1)
  }
}

/// An interval that is written with the keys `low` and `high`, as model files have them.
@propertyWrapper
package struct LowAndHigh: Hashable, Sendable, Codable {
  /// The interval.
  package var wrappedValue: Interval

  /// Wraps an interval.
  package init(wrappedValue: Interval) { self.wrappedValue = wrappedValue }

  private enum CodingKeys: CodingKey {
    case low, high
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    wrappedValue = Interval(
      lower: try values.decode(Double.self, forKey: .low),
      upper: try values.decode(Double.self, forKey: .high)
    )
  }

  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(wrappedValue.lower, forKey: .low)
    try values.encode(wrappedValue.upper, forKey: .high)
  }
}
