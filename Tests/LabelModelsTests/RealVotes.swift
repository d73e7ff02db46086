import Foundation
import LabelingCore
import TestSupport

/// Votes of published data sets; tests that need them are skipped without them.
enum RealVotes {
  /// Whether they are here.
  static var arePresent: Bool { SharedData.has("votes") }

  private static func lines(_ path: String) throws -> [[Substring]] {
    let text = try String(contentsOfFile: SharedData.path(path), encoding: .utf8)
    return text.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
  }

  /// A set of votes with the gold of each row, −1 where unknown.
  struct VoteSet {
    var votes: VotePatterns
    var gold: [Int]
  }

  static let functionSets = ["youtube", "trec", "cdr", "tennis", "commercial", "yelp"]
  static let crowdSets = ["bluebird", "rte", "web", "dog", "face_sentiment_identification", "cf"]

  /// Votes of labeling functions, a column each.
  static func functions(_ name: String) throws -> VoteSet {
    let rows = try lines("votes/\(name)/votes.csv")
    let gold = try lines("votes/\(name)/gold.csv").dropFirst().compactMap { Int($0[1]) }
    let names = rows[0].dropFirst().map(String.init)
    let classCount = (gold.max() ?? 0) + 1
    var builder = VotePatterns.Builder(voters: names, labelSpace: .numbered(classCount))
    for row in rows.dropFirst() {
      let votes = row.dropFirst().map { Int16($0) ?? -1 }
      votes.withUnsafeBufferPointer { builder.append($0) }
    }
    return VoteSet(votes: builder.finish(), gold: gold)
  }

  /// Answers of crowd workers, in long form.
  static func crowd(_ name: String) throws -> VoteSet {
    var items = FieldTable()
    var workers = FieldTable()
    var seen: Set<[Substring]> = []
    var answers: [[(voter: Int, label: Int)]] = []
    var classCount = 0
    for row in try lines("crowd/\(name)/label.csv").dropFirst() where seen.insert(row).inserted {
      let item = items.index(adding: String(row[0]))
      let label = Int(row[2]) ?? 0
      if item == answers.count { answers.append([]) }
      answers[item].append((workers.index(adding: String(row[1])), label))
      classCount = max(classCount, label + 1)
    }
    var gold = [Int](repeating: -1, count: answers.count)
    for row in try lines("crowd/\(name)/truth.csv").dropFirst() {
      let label = Int(row[1]) ?? 0
      if let item = items.index(of: String(row[0])) { gold[item] = label }
      classCount = max(classCount, label + 1)
    }
    var builder = VotePatterns.Builder(voters: workers.names, labelSpace: .numbered(classCount))
    for row in answers {
      builder.append(entries: row.map { VotePatterns.Entry(voter: $0.voter, ballot: $0.label) })
    }
    return VoteSet(votes: builder.finish(), gold: gold)
  }
}
