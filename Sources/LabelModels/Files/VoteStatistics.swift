internal import JSONText
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
  /// Whether gold documents were chosen by what was known of them, and not at random.
  package let goldIsChosen: Bool

  /// The statistics of some votes.
  package init(of votes: VotePatterns, goldIsChosen: Bool = false) {
    self.votes = .merging([votes])
    self.goldIsChosen = goldIsChosen
  }

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
      guard shard.votes.voters.areExactly(first.voters) else {
        let known = FieldTable(first.voters)
        let found = FieldTable(shard.votes.voters)
        throw .votersDiffer(
          missing: first.voters.filter { !found.contains($0) },
          extra: shard.votes.voters.filter { !known.contains($0) }
        )
      }
    }
    votes = .merging(shards.map(\.votes))
    goldIsChosen = shards.contains(where: \.goldIsChosen)
  }

  /// Reads a file's bytes.
  ///
  /// - Throws: ``LabelModelError`` for what is no such file.
  /// - Complexity: O(bytes); numbers are read where they stand, as there may be
  ///   hundreds of millions.
  package init(bytes: ArraySlice<UInt8>) throws(LabelModelError) {
    let read: Result<VoteStatistics, LabelModelError> = bytes.withUnsafeBufferPointer { bytes in
      do throws(LabelModelError) {
        let reader = try VoteStatisticsReader(bytes)
        return .success(
          VoteStatistics(of: try reader.patterns(), goldIsChosen: try reader.goldIsChosen())
        )
      } catch {
        return .failure(error)
      }
    }
    self = try read.get()
  }

  /// Writes the file.
  ///
  /// - Parameter isOneLine: Whether all stands on one line, for pipes of lines; else
  ///   each pattern has its own.
  /// - Returns: The file's bytes, ending in a line feed.
  package func bytes(isOneLine: Bool = false) -> [UInt8] {
    var text = VoteStatisticsWriter(isOneLine: isOneLine)
    text.open()
    text.member("classes", names: votes.labelSpace.classes)
    text.member("counts", numbers: votes.counts)
    text.member("gold", numbers: votes.gold.lazy.map { Int($0.rawValue) })
    if goldIsChosen { text.member("gold_is_chosen", isTrue: true) }
    text.member("schema", name: Self.schema)
    text.member("version", number: Self.version)
    text.member("voters", names: votes.voters)
    text.member(
      "votes",
      rows: (0..<votes.patternCount).lazy.map { x in
        votes.entries(of: x).lazy.flatMap { [Int($0.voter), Int($0.ballot), Int($0.count)] }
      }
    )
    return text.close()
  }
}
