import LabelModels
import LabelingCore
import Testing

/// Statistics whose votes stand as texts, as programs write them that count and do not read votes.
struct StatisticsTextsTests {
  private func read(_ members: String) throws -> VotePatterns {
    let text = """
      {"schema": "winnow.vote-statistics", "version": 4, "voters": ["f", "g"],
       "classes": ["cat", "dog", "car"], \(members)}
      """
    return try VoteStatistics(bytes: Array(text.utf8)[...]).votes
  }

  /// What each pattern says, by voter, with its count.
  private func said(_ votes: VotePatterns) -> [String] {
    (0..<votes.patternCount).map { x in
      let texts = votes.entries(of: x).map { entry in
        let text = votes.ballots.text(
          ofBallot: Int(entry.ballot),
          by: Int(entry.voter),
          in: votes.labelSpace
        )
        return "\(votes.voters[Int(entry.voter)]):\(text)"
      }
      return texts.joined(separator: " ") + " \(votes.counts[x])"
    }.sorted()
  }

  @Test func `texts are what votes say, in any order, and equal ones are one`() throws {
    let one = #""labels": "one", "gold": [0, -1, -1, -1], "#
    let first = try read(
      one + #""counts": [2, 3, 1, 4], "votes": [[0,3,1], [0,4,1,1,0,1], [1,5,1], [0,1,1,1,6,1]], "#
        + #""ballot_texts": ["cat|dog", "!car", "dog@0.8", "cat|dog@0.75"]"#
    )
    #expect(
      said(first) == ["f:!car 2", "f:!car g:cat 3", "f:dog g:!car@0.75 4", "g:dog@0.8 1"]
    )
    #expect(first.gold.count { $0 == Vote(classIndex: 0) } == 1)
    let second = try read(
      one + #""counts": [2, 3, 1, 4], "votes": [[0,4,1], [0,4,1,1,0,1], [1,3,1], [0,1,1,1,5,1]], "#
        + #""ballot_texts": ["dog@0.8", "dog|cat", "cat|dog@0.75"]"#
    )
    #expect(first == second)
    // As written by winnow itself.
    let bytes = VoteStatistics(of: first).bytes()
    #expect(try VoteStatistics(bytes: bytes[...]).votes == first)
    #expect(String(decoding: bytes, as: UTF8.self).contains(#""version" : 2"#))
  }

  @Test func `texts of several classes have gold of several`() throws {
    let votes = try read(
      #"""
      "labels": "several", "counts": [2, 3, 1, 1], "gold": [0, -1, 1, 2],
      "votes": [[0,3,1], [0,4,1,1,0,1], [1,5,1], []],
      "ballot_texts": ["dog+cat", "-car", "cat+dog+-car"],
      "gold_texts": ["dog+cat", "[]", "[\"cat\", \"dog\"]"]
      """#
    )
    #expect(votes.kind == .several)
    #expect(said(votes) == [" 1", "f:-car g:cat 3", "f:cat+dog 2", "g:cat+dog+-car 1"])
    let gold = (0..<votes.patternCount).map { votes.goldClasses(of: $0) }
    #expect(gold.count { $0 == [0, 1] } == 2 && gold.contains([]) && gold.contains(nil))
    let bytes = VoteStatistics(of: votes).bytes()
    #expect(try VoteStatistics(bytes: bytes[...]).votes == votes)
  }

  @Test(arguments: [
    ("one", "cow", "", "the vote 'cow' says nothing of the task's classes"),
    ("one", "cat|cow", "", "the vote 'cat|cow' says nothing of the task's classes"),
    ("several", "cat|dog", "", "the vote 'cat|dog' says nothing of the task's classes"),
    ("several", "cat+-cat", "", "the vote 'cat+-cat' says nothing of the task's classes"),
    ("several", "cat", "-dog", "the gold label '-dog' does not name classes of the task"),
    ("several", "cat", "cow", "the gold label 'cow' does not name classes of the task"),
  ])
  func `texts that say nothing are refused`(
    labels: String,
    vote: String,
    gold: String,
    words: String
  ) throws {
    let error = #expect(throws: LabelModelError.self) {
      try read(
        #""labels": "\#(labels)", "counts": [1], "gold": [-1], "votes": [[0,3,1]], "#
          + #""ballot_texts": ["\#(vote)"], "gold_texts": [\#(gold.isEmpty ? "" : "\"\(gold)\"")]"#
      )
    }
    #expect(error?.description.contains(words) == true, "\(String(describing: error))")
  }
}
