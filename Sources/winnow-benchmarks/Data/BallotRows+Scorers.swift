internal import Foundation
internal import LabelingCore

extension BallotRows {
  /// Adds scorers: voters that vote on every row and say how sure they are.
  ///
  /// A scorer sees a number for each class, drawn around `signal` for the true class and around 0
  /// for others, and gives the most probable class with its probability.
  /// - Parameters:
  ///   - count: How many.
  ///   - signal: How well it tells classes apart, in standard deviations.
  ///   - shares: The share of each class, as the scorer believes.
  ///   - hardShare: Share of the rows on which all of them see noise, and do not know it.
  ///   - seed: Of the draws; another one than that of drawn votes, whose errors it would share.
  /// - Returns: The rows with the scorers' votes.
  func addingScorers(
    _ count: Int,
    signal: Double,
    shares: [Double],
    hardShare: Double = 0,
    seed: UInt64
  ) -> BallotRows {
    var generator = SeededGenerator(seed: seed)
    var more = self
    more.voterCount += count
    for (x, label) in truth.enumerated() {
      let isHard = generator.unit() < hardShare
      for voter in voterCount..<(voterCount + count) {
        let weights = shares.enumerated().map { y, share in
          let mean = !isHard && y == label.classIndex ? signal : 0
          return share * exp(signal * (mean + generator.normal(deviation: 1)))
        }
        more.rows[x].append(Self.scored(weights.map { $0 / weights.reduce(0, +) }, by: voter))
      }
    }
    return more
  }

  /// Adds a scorer of which the probabilities of every row are known.
  func addingScorer(_ probabilities: SoftLabels) -> BallotRows {
    var more = self
    more.voterCount += 1
    for x in rows.indices {
      more.rows[x].append(Self.scored(Array(probabilities[row: x]), by: voterCount))
    }
    return more
  }

  /// The vote for the most probable class, with its probability to three decimals.
  private static func scored(_ probabilities: [Double], by voter: Int) -> Ballot {
    let best = probabilities.indices.max { probabilities[$0] < probabilities[$1] } ?? 0
    return Ballot(
      voter: voter,
      classes: [best],
      confidence: (probabilities[best] * 1000).rounded() / 1000
    )
  }
}
