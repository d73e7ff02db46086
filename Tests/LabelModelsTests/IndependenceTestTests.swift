import LabelModels
import LabelingCore
import TestSupport
import Testing

struct IndependenceTestTests {
  // The data lies outside the repository.
  @Test(.enabled(if: RealVotes.arePresent), arguments: RealVotes.functionSets)
  func `real labeling functions are never taken to be independent`(name: String) throws {
    let set = try RealVotes.functions(name)
    let selection = try ModelSelection.automatic(on: set.votes)
    #expect(selection.model is PooledLabelModel)
    #expect(selection.test?.verdict != .independent)
  }

  @Test(.enabled(if: RealVotes.arePresent), arguments: RealVotes.crowdSets)
  func `crowds leave too few votes per worker to tell`(name: String) throws {
    let set = try RealVotes.crowd(name)
    let selection = try ModelSelection.automatic(on: set.votes)
    #expect(selection.model is PooledLabelModel)
  }

  @Test
  func `independent functions are found out, and a dependent pair among them`() throws {
    let votes = SpeedTests.patterns(documents: 20_000, voters: 10, classes: 2)
    let test = try IndependenceTest(of: votes)
    #expect(test.verdict == .independent)
    #expect((0.5...1.2).contains(test.ratio))
    #expect(test.model is DawidSkene)

    // The last function repeats the vote of the first on half of the documents.
    var builder = VotePatterns.Builder(voters: votes.voters, labelSpace: votes.labelSpace)
    for (row, pattern) in votes.patternOfRow.enumerated() {
      var entries = Array(votes.entries(of: Int(pattern)))
      if row % 2 == 0, let first = entries.first, first.voter == 0 {
        entries.removeAll { $0.voter == 9 }
        entries.append(VotePatterns.Entry(voter: 9, classIndex: Int(first.classIndex)))
      }
      builder.append(entries: entries)
    }
    let dependent = try IndependenceTest(of: builder.finish())
    #expect(dependent.verdict == .dependent)
    #expect(dependent.worst?.first == "lf0")
    #expect(dependent.worst?.second == "lf9")
  }

  @Test
  func `few votes and repeated votes are not judged`() throws {
    let few = SpeedTests.patterns(documents: 100, voters: 10, classes: 2)
    #expect(try IndependenceTest(of: few).verdict == .tooLittleData)
    var builder = VotePatterns.Builder(voters: ["a", "b"], labelSpace: .numbered(2))
    builder.append(entries: [VotePatterns.Entry(voter: 0, classIndex: 1, count: 2)])
    #expect(try IndependenceTest(of: builder.finish()).verdict == .notApplicable)
  }
}
