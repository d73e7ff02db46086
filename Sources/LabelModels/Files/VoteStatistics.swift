internal import Foundation
package import LabelingCore

/// The counted patterns of a shard of votes, as a file; shards add up.
///
/// Patterns with their counts are all that a label model learns from.
package struct VoteStatistics: Sendable {
  /// Tells these files from other JSON.
  package static let schema = "winnow.vote-statistics"
  /// Version that is written, and the highest that is read.
  package static let version = 1

  /// The patterns, sorted; without the order of the documents.
  package let votes: VotePatterns

  /// The statistics of some votes.
  package init(of votes: VotePatterns) { self.votes = .merging([votes]) }

  /// The sum of shards; all have the same voters and classes in the same order.
  ///
  /// - Throws: ``LabelModelError/votersDiffer(missing:extra:)`` or
  ///   ``LabelModelError/classesDiffer(expected:found:)``.
  package init(merging shards: [VoteStatistics]) throws(LabelModelError) {
    guard let first = shards.first?.votes else { throw .noClasses }
    for shard in shards.dropFirst() {
      guard shard.votes.labelSpace == first.labelSpace else {
        throw .classesDiffer(
          expected: first.labelSpace.classes,
          found: shard.votes.labelSpace.classes
        )
      }
      guard shard.votes.voters == first.voters else {
        let known = Set(first.voters)
        let found = Set(shard.votes.voters)
        throw .votersDiffer(
          missing: first.voters.filter { !found.contains($0) },
          extra: shard.votes.voters.filter { !known.contains($0) }
        )
      }
    }
    votes = .merging(shards.map(\.votes))
  }

  /// Reads a file's bytes.
  package init(bytes: [UInt8]) throws(LabelModelError) {
    let content: Content
    do {
      content = try JSONDecoder().decode(Content.self, from: Data(bytes))
    } catch {
      throw .unreadableFile(reason: JSONFailure.words(of: error))
    }
    guard content.schema == Self.schema else {
      throw .wrongSchema(found: content.schema, expected: Self.schema)
    }
    guard (1...Self.version).contains(content.version) else {
      throw .unsupportedVersion(found: content.version, supported: Self.version)
    }
    guard let patterns = content.patterns else {
      throw .unreadableFile(reason: "a pattern names a voter or class that does not exist")
    }
    votes = .merging([patterns])
  }

  /// The file's bytes, ending in a line feed.
  package func bytes() throws(LabelModelError) -> [UInt8] {
    try JSONFile.bytes(of: Content(votes))
  }

  /// The file: a pattern's votes are triples of voter, class and number of votes.
  private struct Content: Codable {
    var schema: String
    var version: Int
    var voters: [String]
    var classes: [String]
    var counts: [Int]
    /// Index of the gold class, −1 for none.
    var gold: [Int]
    var votes: [[Int]]

    init(_ patterns: VotePatterns) {
      schema = VoteStatistics.schema
      version = VoteStatistics.version
      voters = patterns.voters
      classes = patterns.labelSpace.classes
      counts = patterns.counts
      gold = patterns.gold.map { Int($0.rawValue) }
      votes = (0..<patterns.patternCount).map { x in
        patterns.entries(of: x).flatMap {
          [Int($0.voter), Int($0.classIndex), Int($0.count)]
        }
      }
    }

    /// The patterns, or `nil` where an index is out of range.
    var patterns: VotePatterns? {
      let space = LabelSpace(classes)
      guard counts.count == gold.count, counts.count == votes.count,
        counts.allSatisfy({ $0 > 0 }), gold.allSatisfy({ (-1..<space.classCount).contains($0) })
      else { return nil }
      var starts = [0]
      var entries: [VotePatterns.Entry] = []
      for row in votes {
        guard row.count % 3 == 0 else { return nil }
        for index in stride(from: 0, to: row.count, by: 3) {
          guard voters.indices.contains(row[index]),
            (0..<space.classCount).contains(row[index + 1]), row[index + 2] > 0
          else { return nil }
          entries.append(
            VotePatterns.Entry(
              voter: row[index],
              classIndex: row[index + 1],
              count: row[index + 2]
            )
          )
        }
        starts.append(entries.count)
      }
      return VotePatterns(
        voters: voters,
        labelSpace: space,
        starts: starts,
        entries: entries,
        counts: counts,
        gold: gold.map { $0 < 0 ? Vote.abstain : Vote(classIndex: $0) }
      )
    }
  }
}
