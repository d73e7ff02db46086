import LabelModels
import LabelingCore
import Testing

/// The specification's table, on votes that nobody of this project made.
struct RealDataTests {
  private static let expected: [String: (mode: String, accuracy: Double, logLoss: Double)] = [
    "youtube": ("functions", 0.9154, 0.315), "trec": ("functions", 0.6021, 1.207),
    "cdr": ("functions", 0.7165, 0.544), "tennis": ("functions", 0.8662, 0.405),
    "commercial": ("functions", 0.9287, 0.206), "yelp": ("functions", 0.7265, 0.611),
    "bluebird": ("annotators", 0.8889, 0.351), "rte": ("annotators", 0.9300, 0.235),
    "web": ("annotators", 0.8560, 0.487), "dog": ("annotators", 0.8352, 0.472),
    "face_sentiment_identification": ("annotators", 0.6490, 1.146),
    "cf": ("annotators", 0.8933, 0.390),
  ]

  private func score(_ name: String, _ set: RealVotes.VoteSet) throws -> Scores {
    let expected = try #require(Self.expected[name])
    let fitted = try PooledLabelModel().fitted(to: set.votes)
    let scores = Scores(try fitted.posteriors(of: set.votes), of: set.votes, gold: set.gold)
    #expect(fitted.facts.learning.mode == expected.mode)
    #expect(abs(scores.accuracy - expected.accuracy) <= 0.001, "\(name) \(scores)")
    #expect(abs(scores.logLoss - expected.logLoss) <= 0.002, "\(name) \(scores)")
    return scores
  }

  // The data lies outside the repository.
  @Test(.enabled(if: RealVotes.arePresent))
  func `the default model reproduces its table on labeling functions`() throws {
    var sums = (accuracy: 0.0, logLoss: 0.0)
    for name in RealVotes.functionSets {
      let scores = try score(name, try RealVotes.functions(name))
      sums = (sums.accuracy + scores.accuracy, sums.logLoss + scores.logLoss)
    }
    #expect(sums.accuracy / 6 >= 0.792)
    #expect(sums.logLoss / 6 <= 0.55)
  }

  @Test(.enabled(if: RealVotes.arePresent))
  func `the default model reproduces its table on crowd workers`() throws {
    var sums = (accuracy: 0.0, logLoss: 0.0)
    for name in RealVotes.crowdSets {
      let scores = try score(name, try RealVotes.crowd(name))
      sums = (sums.accuracy + scores.accuracy, sums.logLoss + scores.logLoss)
    }
    #expect(sums.accuracy / 6 >= 0.842)
    #expect(sums.logLoss / 6 <= 0.52)
  }

  /// Accuracy and log loss of plain Dawid-Skene, from the same table.
  private static let plain: [String: (accuracy: Double, logLoss: Double)] = [
    "youtube": (0.8388, 0.520), "trec": (0.4766, 5.196), "cdr": (0.4577, 7.470),
    "tennis": (0.8654, 1.360), "commercial": (0.9357, 0.232), "yelp": (0.7289, 0.668),
    "bluebird": (0.8981, 1.081), "rte": (0.9275, 0.528), "web": (0.8217, 0.915),
    "dog": (0.8426, 1.635), "face_sentiment_identification": (0.6404, 3.421),
    "cf": (0.8300, 1.890),
  ]

  @Test(.enabled(if: RealVotes.arePresent))
  func `Dawid-Skene reproduces its column of the table`() throws {
    for (name, expected) in Self.plain {
      let isCrowd = RealVotes.crowdSets.contains(name)
      let set = try isCrowd ? RealVotes.crowd(name) : RealVotes.functions(name)
      let soft = try DawidSkene().fitted(to: set.votes).posteriors(of: set.votes)
      let scores = Scores(soft, of: set.votes, gold: set.gold)
      #expect(abs(scores.accuracy - expected.accuracy) <= 0.001, "\(name) \(scores)")
      #expect(abs(scores.logLoss - expected.logLoss) <= 0.002, "\(name) \(scores)")
    }
  }
}
