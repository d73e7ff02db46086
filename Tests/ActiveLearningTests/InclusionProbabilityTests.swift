import ActiveLearning
import LabelingCore
import Testing

/// Whether recorded probabilities of inclusion are the true ones.
struct InclusionProbabilityTests {
  /// How often each document was chosen by chance, and with which probability.
  private func frequencies(
    _ name: String,
    batch: Int,
    trials: Int
  ) throws -> (counts: [Int: Int], stated: [Int: Double]) {
    let pool = PracticePool(count: 40, classCount: 2)
    let learner = try pool.learner(name, answers: 10)
    var counts: [Int: Int] = [:]
    var stated: [Int: Double] = [:]
    for trial in 0..<trials {
      var generator = SeededGenerator(seed: UInt64(trial))
      let items = try learner.options.strategy.query(
        batch,
        in: learner.situation,
        using: &generator
      )
      for item in items {
        guard let probability = item.inclusionProbability else { continue }
        counts[item.row, default: 0] += 1
        stated[item.row] = probability
      }
    }
    return (counts, stated)
  }

  @Test(arguments: [("random", 6), ("0.7 margin + 0.3 random", 5), ("function:f1", 4)])
  func `documents are chosen as often as their inclusion probability says`(
    _ name: String,
    batch: Int
  ) throws {
    let trials = 4000
    let (counts, stated) = try frequencies(name, batch: batch, trials: trials)
    #expect(counts.count > 5)
    for (row, probability) in stated {
      let share = Double(counts[row] ?? 0) / Double(trials)
      let error = (probability * (1 - probability) / Double(trials)).squareRoot()
      #expect(abs(share - probability) <= 4.5 * error + 1e-9, "\(name) \(row)")
    }
  }

  @Test func `what was chosen without chance has no inclusion probability`() throws {
    let pool = PracticePool(count: 60, classCount: 3)
    for name in ["margin", "core-set", "bald", "typical", "conflict"] {
      var learner = try pool.learner(name, answers: 20)
      #expect(try learner.ask(5).items.allSatisfy { $0.inclusionProbability == nil })
    }
  }

  @Test func `weighting by inclusion probabilities estimates a function's accuracy without bias`()
    throws
  {
    let pool = PracticePool(count: 200, classCount: 2, functionCount: 4)
    let learner = try pool.learner("function:f1", answers: 0)
    let votes = pool.votes
    func vote(_ row: Int) -> Int? {
      votes.entries(of: Int(votes.patternOfRow[row])).first { $0.voter == 1 }
        .map { Int($0.ballot) }
    }
    let covered = pool.gold.indices.filter { vote($0) != nil }
    let right = covered.count { vote($0) == pool.gold[$0].classIndex }
    var mean = 0.0
    let trials = 1500
    for trial in 0..<trials {
      var generator = SeededGenerator(seed: UInt64(trial))
      let items = try learner.options.strategy.query(
        15,
        in: learner.situation,
        using: &generator
      )
      for item in items where vote(item.row) == pool.gold[item.row].classIndex {
        mean += 1 / (item.inclusionProbability ?? 1) / Double(trials)
      }
    }
    #expect(abs(mean - Double(right)) / Double(covered.count) < 0.02)
  }
}
