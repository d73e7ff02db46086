internal import JSONText
package import LabelingCore

/// The counted patterns of a shard of votes, as a file; shards add up.
///
/// Patterns with their counts are all that a label model learns from.
package struct VoteStatistics: Sendable {
  /// Tells these files from other JSON.
  package static let schema = "winnow.vote-statistics"
  /// The highest version that is read: of votes that stand as texts, which others write.
  package static let version = 4
  /// The version that is written: the third for documents of several classes and for gold labels
  /// that are sets, the second for votes that say more than one class, the first for others.
  private var version: Int {
    votes.kind == .several || votes.hasRestrictions ? 3 : votes.ballots.isPlain ? 1 : 2
  }

  /// The patterns, sorted; without the order of the documents.
  package let votes: VotePatterns
  /// Whether gold documents were chosen by what was known of them, and not at random.
  package let goldIsChosen: Bool

  /// What the voters are; `nil` where it is not known.
  package let voterKind: VoterKind?
  /// Whether each voter had a column of votes; else they gave answers one by one.
  package let areColumns: Bool
  /// Whether rare patterns were sampled: sums stay right, whole patterns are not all there.
  package let isSampled: Bool

  /// The statistics of some votes.
  package init(
    of votes: VotePatterns,
    goldIsChosen: Bool = false,
    voterKind: VoterKind? = nil,
    areColumns: Bool = true,
    isSampled: Bool = false
  ) {
    self.votes = .merging([votes])
    self.goldIsChosen = goldIsChosen
    self.voterKind = voterKind
    self.areColumns = areColumns
    self.isSampled = isSampled
  }

  /// The sum of shards; all have the same voters and classes in the same order.
  ///
  /// - Throws: ``LabelModelError/votersDiffer(missing:extra:)``,
  ///   ``LabelModelError/classesDiffer(expected:found:)`` or ``LabelModelError/shardsDiffer``.
  package init(merging shards: [VoteStatistics]) throws(LabelModelError) {
    guard let first = shards.first?.votes else { throw .noClasses }
    for shard in shards.dropFirst() {
      guard shard.votes.kind == first.kind else { throw .shardsDiffer }
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
    votes = .merging(VotePatterns.unified(shards.map(\.votes)))
    goldIsChosen = shards.contains(where: \.goldIsChosen)
    let kind = shards[0].voterKind
    areColumns = shards.allSatisfy(\.areColumns)
    isSampled = shards.contains(where: \.isSampled)
    voterKind = shards.allSatisfy { $0.voterKind == kind } ? kind : nil
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
          VoteStatistics(
            of: try reader.patterns(),
            goldIsChosen: try reader.isTrue("gold_is_chosen"),
            voterKind: try reader.voterKind(),
            areColumns: try !reader.isTrue("answers"),
            isSampled: try reader.isTrue("sampled")
          )
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
    if !areColumns { text.member("answers", isTrue: true) }
    let ballots = votes.ballots
    if ballots.kind == .several {
      // A ballot is its statements: c for a class that is present, k + c for one that is absent.
      text.member("ballots", rows: ballots.sets.dropFirst(ballots.classCount))
    } else if !ballots.isPlain {
      // A ballot is its level, −1 without one, and its classes; single classes come before.
      text.member(
        "ballots",
        rows: ballots.ballots.dropFirst(ballots.classCount).lazy.map {
          [$0.level ?? -1] + ballots.sets[$0.set]
        }
      )
    }
    text.member("classes", names: votes.labelSpace.classes)
    if !ballots.scales.isEmpty {
      text.member(
        "confidence_thousandths",
        rows: ballots.scales.lazy.map { scale in
          (scale?.means ?? []).map { Int(($0 * 1000).rounded()) }
        }
      )
    }
    text.member("counts", numbers: votes.counts)
    // A set that the truth is among has its place behind the classes.
    let hasSets = ballots.kind == .several || votes.hasRestrictions
    text.member(
      "gold",
      numbers: votes.gold.indices.lazy.map { x in
        let set = Int(votes.restriction(of: x))
        return set < 0 ? Int(votes.gold[x].rawValue) : votes.labelSpace.classCount + set
      }
    )
    if hasSets { text.member("gold_sets", rows: votes.goldSets) }
    if goldIsChosen { text.member("gold_is_chosen", isTrue: true) }
    let groups = votes.labelSpace.groups
    if !groups.isEmpty {
      text.member("group_names", names: groups.map(\.name))
      text.member("groups", rows: groups.map(\.classes))
    }
    if ballots.kind == .several { text.member("labels", name: ballots.kind.rawValue) }
    if isSampled { text.member("sampled", isTrue: true) }
    text.member("schema", name: Self.schema)
    text.member("version", number: version)
    if let voterKind { text.member("voter_kind", name: voterKind.rawValue) }
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
