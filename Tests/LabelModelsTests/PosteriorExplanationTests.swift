import Foundation
import LabelModels
import LabelingCore
import Testing

struct PosteriorExplanationTests {
  private static func votes() -> VotePatterns {
    var builder = VotePatterns.Builder(
      voters: (0..<5).map { "lf\($0)" },
      labelSpace: .numbered(3)
    )
    for index in 0..<200 {
      let row = (0..<5).map { (j: Int) -> Int16 in
        Int16((index * (j + 3) + index / 7) % 4 - 1)
      }
      let gold = index == 40 ? Vote(classIndex: 2) : .abstain
      row.withUnsafeBufferPointer { builder.append($0, gold: gold) }
    }
    return builder.finish()
  }

  private static let explaining = [
    "pooled", "dawid-skene", "one-coin-dawid-skene", "mace", "triplet", "naive-bayes",
  ]

  @Test(arguments: LabelModelRegistry.names)
  func `the parts add up to the posterior`(name: String) throws {
    let votes = Self.votes()
    let fitted = try LabelModelRegistry.model(named: name).fit(to: votes)
    let soft = try fitted.posteriors(of: votes)
    for x in 0..<votes.patternCount {
      guard let parts = try fitted.explanation(of: x, in: votes) else {
        #expect(!Self.explaining.contains(name))
        return
      }
      #expect(parts.posterior == Array(soft[row: x]))
      #expect(parts.contributions.count == votes.entries(of: x).count)
      if let gold = parts.gold {
        #expect(parts.posterior[gold] == 1)
        continue
      }
      var scores = parts.prior
      for vote in parts.contributions {
        for y in scores.indices { scores[y] += vote.scores[y] }
      }
      let largest = try #require(scores.max())
      let sum = scores.reduce(0) { $0 + exp($1 - largest) }
      for y in scores.indices {
        let raw = exp(scores[y] - largest) / sum
        #expect(abs(parts.raw[y] - raw) < 1e-12)
        let share = parts.voteShares?[y] ?? 0
        let posterior = (1 - parts.blend) * raw + parts.blend * share
        #expect(abs(parts.posterior[y] - posterior) < 1e-12)
      }
      let (first, second) = parts.leaders
      let other = try #require(second)
      let (prior, each) = parts.logOdds(of: first, against: other)
      let odds = log(parts.raw[first] / parts.raw[other])
      #expect(abs(each.reduce(prior, +) - odds) < 1e-9)
    }
    #expect(Self.explaining.contains(name))
  }

  @Test
  func `the default model blends four tenths of the smoothed vote shares`() throws {
    let votes = Self.votes()
    let fitted = try PooledLabelModel().fitted(to: votes)
    let x = try #require(
      votes.gold.indices.first { votes.gold[$0].isAbstain && votes.entries(of: $0).count > 1 }
    )
    let parts = try #require(try fitted.explanation(of: x, in: votes))
    #expect(parts.blend == 0.4)
    #expect(abs((parts.voteShares ?? []).reduce(0, +) - 1) < 1e-12)
  }

  @Test
  func `what was learned about a voter comes with an interval`() throws {
    let votes = Self.votes()
    let fitted = try PooledLabelModel().fitted(to: votes)
    #expect(fitted.voterEstimates.map(\.voter) == votes.voters)
    for estimate in fitted.voterEstimates {
      #expect(estimate.interval.lower < estimate.accuracy)
      #expect(estimate.accuracy < estimate.interval.upper)
      #expect(estimate.classes.reduce(0) { $0 + $1.votes } == estimate.votes)
    }
    let wilson = VoterEstimate.interval(of: 0.9, count: 10)
    #expect(abs(wilson.lower - 0.5958) < 1e-3)
    #expect(abs(wilson.upper - 0.9821) < 1e-3)
  }
}
