import LabelModels
import LabelingCore
import TestSupport
import Testing

struct GoldTests {
  /// Votes of a real set with gold labels on every `step`-th document.
  private func votes(_ set: RealVotes.VoteSet, step: Int) -> VotePatterns {
    var builder = VotePatterns.Builder(
      voters: set.votes.voters,
      labelSpace: set.votes.labelSpace
    )
    for (row, pattern) in set.votes.patternOfRow.enumerated() {
      let isGold = row % step == 0 && set.gold[row] >= 0
      builder.append(
        entries: set.votes.entries(of: Int(pattern)),
        gold: isGold ? Vote(classIndex: set.gold[row]) : .abstain
      )
    }
    return builder.finish()
  }

  // The data lies outside the repository.
  @Test(.enabled(if: RealVotes.arePresent))
  func `the held-out check puts the model beside majority vote`() throws {
    let gold = votes(try RealVotes.functions("youtube"), step: 9)
    let check = try GoldCheck(of: PooledLabelModel(), on: gold)
    #expect(check.goldDocuments == 205)
    let common = try #require(check.comparison.common)
    #expect(common.count == check.majority.labels.labeledCount)
    #expect(common.secondAccuracy >= common.firstAccuracy)
    #expect(check.score.logLoss < check.majority.logLoss)
    #expect(common.interval.lower < common.difference)
    #expect(!check.isWorseThanMajority)
    let interval = try #require(check.score.labels.interval)
    #expect(interval.lower < 0.915 && 0.915 < interval.upper)
  }

  @Test(.enabled(if: RealVotes.arePresent))
  func `a model that loses to majority vote beyond chance is reported`() throws {
    // Plain Dawid-Skene collapses on this set.
    let gold = votes(try RealVotes.functions("cdr"), step: 60)
    let check = try GoldCheck(of: DawidSkene(silence: .category), on: gold)
    #expect(check.isWorseThanMajority)
    #expect(check.warning?.code == "worse-than-majority")
  }

  @Test(.enabled(if: RealVotes.arePresent), arguments: ["youtube", "commercial", "yelp"])
  func `the model picked is no worse than the default on the other documents`(name: String) throws {
    let set = try RealVotes.functions(name)
    let gold = votes(set, step: set.gold.count / 200)
    let selection = try ModelSelection(on: gold)
    let picked = try #require(selection.entries[selection.picked].logLoss)
    let first = try #require(selection.entries[0].logLoss)
    #expect(picked <= first)
    let soft = try selection.model.fit(to: gold).posteriors(of: gold)
    let plain = try PooledLabelModel().fitted(to: gold).posteriors(of: gold)
    let rest = set.gold.indices.map { $0 % (set.gold.count / 200) == 0 ? -1 : set.gold[$0] }
    let scores = Scores(soft, of: gold, gold: rest)
    #expect(scores.logLoss < Scores(plain, of: gold, gold: rest).logLoss + 0.02)
  }

  @Test func `gold that was chosen leaves the balance of documents without votes alone`() throws {
    var builder = VotePatterns.Builder(voters: ["a", "b"], labelSpace: .numbered(2))
    for index in 0..<400 {
      // One in ten is of class 1, and those are the ones that were asked about.
      let isSecond = index % 10 == 0
      let vote: Int16 = isSecond ? 1 : 0
      [vote, index % 3 == 0 ? -1 : vote].withUnsafeBufferPointer {
        builder.append($0, gold: isSecond ? Vote(classIndex: 1) : .abstain)
      }
    }
    builder.append(entries: [])
    let votes = builder.finish()
    func unvoted(_ randomness: Double?) throws -> Double {
      var model = PooledLabelModel(mode: .functions)
      model.goldRandomness = randomness
      let posteriors = try model.fitted(to: votes).posteriors(of: votes)
      return Array(posteriors[row: Int(votes.patternOfRow[400])])[1]
    }
    #expect(try unvoted(1) > 0.5)
    #expect(try unvoted(0) < 0.2)
    // The votes show that it was chosen.
    #expect(try unvoted(nil) < 0.2)
  }

  @Test
  func `fewer than twenty gold labels choose nothing`() {
    var builder = VotePatterns.Builder(voters: ["a", "b", "c"], labelSpace: .numbered(2))
    for index in 0..<19 {
      let row: [Int16] = [Int16(index % 2), 0, 1]
      row.withUnsafeBufferPointer { builder.append($0, gold: Vote(classIndex: index % 2)) }
    }
    let votes = builder.finish()
    #expect(throws: LabelModelError.tooLittleGold(needed: 20, found: 19)) {
      try ModelSelection(on: votes)
    }
    #expect(throws: Never.self) {
      let fitted = try PooledLabelModel().fitted(to: votes)
      #expect(fitted.facts.learning.stackedShare == nil)
    }
  }
}
