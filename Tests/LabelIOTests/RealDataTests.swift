import ByteIO
import Foundation
import LabelIO
import LabelingCore
import TestSupport
import Testing

/// Files that nobody of Winnow wrote, with their published sizes.
struct RealDataTests {
  struct Matrix: Sendable, CustomTestStringConvertible {
    var name: String
    var rows: Int
    var classes: Int
    var voters: Int
    var testDescription: String { name }
  }

  struct Crowd: Sendable, CustomTestStringConvertible {
    var name: String
    var items: Int
    var workers: Int
    var votes: Int
    var classes: Int
    var testDescription: String { name }
  }

  // Needs the data beside the repository.
  @Test(
    .enabled(if: SharedData.has("votes"), "no data; set WINNOW_SHARED"),
    arguments: [
      Matrix(name: "youtube", rows: 1843, classes: 2, voters: 10),
      Matrix(name: "trec", rows: 5738, classes: 6, voters: 68),
      Matrix(name: "cdr", rows: 12562, classes: 2, voters: 33),
      Matrix(name: "tennis", rows: 8803, classes: 2, voters: 6),
      Matrix(name: "commercial", rows: 81105, classes: 2, voters: 4),
      Matrix(name: "yelp", rows: 31512, classes: 2, voters: 8),
    ]
  )
  func `vote matrices have their published sizes`(expected: Matrix) throws {
    var options = VoteReadingOptions()
    options.gold = try .rows(
      String(contentsOfFile: SharedData.path("votes/\(expected.name)/gold.csv"), encoding: .utf8)
    )
    let table = try VoteTable.read(
      from: NamedSource.file(SharedData.path("votes/\(expected.name)/votes.csv")),
      options: options
    )
    #expect(table.layout == .wide)
    #expect(table.ids.count == expected.rows)
    #expect(table.patterns.rowCount == expected.rows)
    #expect(table.patterns.voters.count == expected.voters)
    #expect(table.patterns.labelSpace.classes == (0..<expected.classes).map(String.init))
    #expect(table.remarks.gold?.unjoinedCount == 0)
    #expect(!table.patterns.gold.contains(.abstain))
    // Rows without any vote were removed from these sets.
    #expect(
      table.patterns.starts.indices.dropLast().allSatisfy {
        table.patterns.starts[$0] < table.patterns.starts[$0 + 1]
      }
    )
  }

  // Needs the data beside the repository.
  @Test(
    .enabled(if: SharedData.has("votes"), "no data; set WINNOW_SHARED"),
    arguments: [
      Crowd(name: "bluebird", items: 108, workers: 39, votes: 4212, classes: 2),
      Crowd(name: "dog", items: 807, workers: 109, votes: 8070, classes: 4),
      Crowd(name: "rte", items: 800, workers: 164, votes: 8000, classes: 2),
      Crowd(name: "web", items: 2665, workers: 177, votes: 15567, classes: 5),
      Crowd(
        name: "face_sentiment_identification",
        items: 584,
        workers: 27,
        votes: 5242,
        classes: 4
      ),
      Crowd(name: "cf", items: 300, workers: 461, votes: 1720, classes: 5),
    ]
  )
  func `crowd answers have their published sizes`(expected: Crowd) throws {
    var options = VoteReadingOptions()
    options.gold = try .rows(
      String(contentsOfFile: SharedData.path("crowd/\(expected.name)/truth.csv"), encoding: .utf8)
    )
    let table = try VoteTable.read(
      from: NamedSource.file(SharedData.path("crowd/\(expected.name)/label.csv")),
      options: options
    )
    #expect(table.layout == .long)
    #expect(table.ids.count == expected.items)
    #expect(table.patterns.voters.count == expected.workers)
    #expect(table.patterns.labelSpace.classCount == expected.classes)
    var votes = 0
    for x in 0..<table.patterns.patternCount {
      let answers = table.patterns.entries(of: x).reduce(0) { $0 + Int($1.count) }
      votes += table.patterns.counts[x] * answers
    }
    #expect(votes == expected.votes)
  }
}
