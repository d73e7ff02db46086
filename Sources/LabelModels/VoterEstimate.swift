package import LabelingCore

/// What was learned about one voter, with intervals.
///
/// Rights are expected under the model's posterior. An interval is Wilson's,
/// as if votes were independent and the posterior were right: a lower
/// bound of the true uncertainty.
package struct VoterEstimate: Hashable, Sendable, Codable {
  /// The voter's votes for one class, or for one set of classes at any level of confidence.
  package struct ClassVotes: Hashable, Sendable, Codable {
    /// Name of the class voted for; of several as ballots are written, `cat|dog` or `!ham`.
    package var name: String
    /// Number of votes.
    package var votes: Int
    /// Expected share of right votes: of a set, how often the truth is in it.
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
    let groups = PairGroups(of: table)
    var right = [Double](repeating: 0, count: groups.count)
    var totals = right
    for x in 0..<table.rowCount {
      for pair in table.pairs(ofRow: x) {
        let set = Int(table.pairSets[Int(pair)])
        let share =
          set < table.classCount
          ? posteriors[x, set] : table.ballots.sets[set].reduce(0) { $0 + posteriors[x, $1] }
        right[groups.ofPair[Int(pair)]] += table.counts[x] * share
      }
    }
    for (pair, total) in table.pairTotals.enumerated() { totals[groups.ofPair[pair]] += total }
    return votes.voters.enumerated().map { j, voter in
      let own = Array(groups.starts[j]..<groups.starts[j + 1])
      let total = own.reduce(0) { $0 + totals[$1] }
      let accuracy = total > 0 ? min(1, own.reduce(0) { $0 + right[$1] } / total) : 0
      return VoterEstimate(
        voter: voter,
        votes: Int(total),
        accuracy: accuracy,
        interval: Self.interval(of: accuracy, count: total),
        classes: BallotList.readingOrder(
          of: own.map { table.ballots.sets[Int(groups.sets[$0])] },
          classCount: table.classCount
        ).map { place in
          let group = own[place]
          let precision = min(1, right[group] / totals[group])
          return ClassVotes(
            name: votes.ballots.name(ofSet: Int(groups.sets[group]), in: votes.labelSpace),
            votes: Int(totals[group]),
            precision: precision,
            interval: Self.interval(of: precision, count: totals[group])
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
