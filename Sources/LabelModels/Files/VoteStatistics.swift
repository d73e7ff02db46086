internal import Foundation
package import LabelingCore

/// The counted patterns of a shard of votes, as a file; shards add up.
///
/// Patterns with their counts are all that a label model learns from. Merged
/// patterns are sorted, so a fit to merged shards is the same to the last bit in
/// whatever order they come.
package struct VoteStatistics: Sendable {
  /// Tells these files from other JSON.
  package static let schema = "winnow.vote-statistics"
  /// Version that is written, and the highest that is read.
  package static let version = 1

  /// The patterns, sorted; without the order of the documents.
  package let votes: VotePatterns

  /// The statistics of some votes.
  package init(of votes: VotePatterns) { self.votes = Self.sorted([votes]) }

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
    votes = Self.sorted(shards.map(\.votes))
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
    votes = Self.sorted([patterns])
  }

  /// The file's bytes, ending in a line feed.
  package func bytes() throws(LabelModelError) -> [UInt8] {
    try JSONFile.bytes(of: Content(votes))
  }

  /// Adds up equal patterns and sorts them by their votes, then gold.
  private static func sorted(_ shards: [VotePatterns]) -> VotePatterns {
    var all: [(entries: ArraySlice<VotePatterns.Entry>, gold: Vote, count: Int)] = []
    for shard in shards {
      for x in 0..<shard.patternCount {
        all.append((shard.entries(of: x), shard.gold[x], shard.counts[x]))
      }
    }
    func precedes(
      _ a: (entries: ArraySlice<VotePatterns.Entry>, gold: Vote, count: Int),
      _ b: (entries: ArraySlice<VotePatterns.Entry>, gold: Vote, count: Int)
    ) -> Bool {
      for (p, q) in zip(a.entries, b.entries) where p != q {
        return (p.voter, p.classIndex, p.count) < (q.voter, q.classIndex, q.count)
      }
      return (a.entries.count, a.gold.rawValue) < (b.entries.count, b.gold.rawValue)
    }
    all.sort(by: precedes)
    var starts = [0]
    var entries: [VotePatterns.Entry] = []
    var counts: [Int] = []
    var gold: [Vote] = []
    for pattern in all {
      if let last = gold.last, last == pattern.gold,
        entries[starts[starts.count - 2]...] == pattern.entries
      {
        counts[counts.count - 1] += pattern.count
        continue
      }
      entries += pattern.entries
      starts.append(entries.count)
      counts.append(pattern.count)
      gold.append(pattern.gold)
    }
    return VotePatterns(
      voters: shards.first?.voters ?? [],
      labelSpace: shards.first?.labelSpace ?? LabelSpace([]),
      starts: starts,
      entries: entries,
      counts: counts,
      gold: gold
    )
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
