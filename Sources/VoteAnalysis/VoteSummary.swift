package import LabelingCore

/// The table of Snorkel's `LFAnalysis`: what all voters together and each of them did.
///
/// A row is *covered* by one vote, *overlapping* when at least two voters
/// voted on it, and *in conflict* when they did and the votes cannot all be
/// right: no class is in the sets of all.
package struct VoteSummary: Hashable, Sendable, Codable {
  /// Number of rows, *n*.
  package let rowCount: Int
  /// Number of distinct rows.
  package let patternCount: Int
  /// Rows whose gold label is known, or of which it is known among which classes it is.
  package let goldCount: Int
  /// Number of all votes.
  package let voteCount: Int
  /// Rows with at least one vote.
  package let coveredCount: Int
  /// Rows with votes of at least two voters.
  package let overlappingCount: Int
  /// Overlapping rows whose votes cannot all be right.
  package let conflictCount: Int
  /// Share of all rows that have a vote.
  package let coverage: Double
  /// Share of all rows that overlap.
  package let overlaps: Double
  /// Share of all rows in conflict.
  package let conflicts: Double
  /// Class names, in the order of their indices.
  package let classes: [String]
  /// Votes for each class, in the same order.
  package let votesOfClass: [Int]
  /// The sets of classes that votes name, as files have them; `nil` where each names one class.
  package let sets: [String]?
  /// Votes for each set, in the same order.
  package let votesOfSet: [Int]?
  /// A summary per voter, in column order.
  package let voters: [VoterSummary]

  /// Whether votes name sets of classes.
  package var hasSets: Bool { sets != nil }

  private enum CodingKeys: String, CodingKey {
    case rowCount = "row_count"
    case patternCount = "pattern_count"
    case goldCount = "gold_count"
    case voteCount = "vote_count"
    case coveredCount = "covered_count"
    case overlappingCount = "overlapping_count"
    case conflictCount = "conflict_count"
    case coverage
    case overlaps
    case conflicts
    case classes
    case votesOfClass = "votes_of_class"
    case sets
    case votesOfSet = "votes_of_set"
    case voters
  }

  /// Summarizes votes; accuracies are over the rows whose gold label is known.
  ///
  /// - Complexity: O(*e* + *m* · *k*) for *e* entries of all patterns.
  package init(of patterns: VotePatterns) {
    self.init(
      VoteCounts(of: patterns),
      patternCount: patterns.patternCount,
      voters: patterns.voters,
      labelSpace: patterns.labelSpace,
      sets: patterns.ballots.sets,
      kind: patterns.kind,
      hasBallots: !patterns.ballots.isPlain
    )
  }

  /// Summarizes columns of votes, without looking for equal rows first.
  ///
  /// - Parameters:
  ///   - columns: The votes of each voter on every row.
  ///   - voters: Names of the voters.
  ///   - labelSpace: The classes votes are for.
  ///   - gold: Gold label of each row, abstain where unknown; `nil` for none.
  /// - Complexity: O(*n* · *m* / 8 + votes).
  package init(
    of columns: [VoteColumnView],
    voters: [String],
    labelSpace: LabelSpace,
    gold: VoteColumnView?
  ) {
    guard columns.allSatisfy(\.others.isEmpty), gold?.others.isEmpty ?? true else {
      let golds = gold?.goldColumn(classCount: labelSpace.classCount)
      self.init(
        of: VotePatterns(of: columns, voters: voters, labelSpace: labelSpace, gold: golds)
      )
      return
    }
    let pass = ColumnPass(
      of: columns,
      gold: gold,
      rowCount: columns.first?.count ?? 0,
      classCount: labelSpace.classCount
    )
    self.init(
      pass.counts,
      patternCount: pass.patternCount,
      voters: voters,
      labelSpace: labelSpace,
      sets: labelSpace.classes.indices.map { [$0] },
      kind: .one,
      hasBallots: false
    )
  }

  private init(
    _ counts: VoteCounts,
    patternCount: Int,
    voters names: [String],
    labelSpace: LabelSpace,
    sets: [[Int]],
    kind: LabelKind,
    hasBallots: Bool
  ) {
    func text(ofSet set: Int) -> String {
      kind == .several
        ? StatementNotation.text(of: sets[set], in: labelSpace)
        : BallotNotation.text(of: sets[set], in: labelSpace)
    }
    func votes(ofSet set: Int) -> Int {
      names.indices.reduce(0) { $0 + counts.votesBySet[$1 * sets.count + set] }
    }
    let classCount = labelSpace.classCount
    self.patternCount = patternCount
    classes = labelSpace.classes
    rowCount = counts.rows
    goldCount = counts.goldRows
    voteCount = counts.voters.reduce(0) { $0 + $1.votes }
    coveredCount = counts.coveredRows
    overlappingCount = counts.overlappingRows
    conflictCount = counts.conflictRows
    coverage = Ratio.share(counts.coveredRows, of: counts.rows) ?? 0
    overlaps = Ratio.share(counts.overlappingRows, of: counts.rows) ?? 0
    conflicts = Ratio.share(counts.conflictRows, of: counts.rows) ?? 0
    votesOfClass = (0..<classCount).map(votes)
    let others = sets.indices.dropFirst(classCount)
    self.sets =
      others.isEmpty ? nil : others.map(text)
    votesOfSet = others.isEmpty ? nil : others.map(votes)
    voters = names.indices.map { j in
      VoterSummary(
        name: names[j],
        polarity: (kind == .several
          ? Array(sets.indices) : BallotList.readingOrder(of: sets, classCount: classCount))
          .filter { counts.votesBySet[j * sets.count + $0] > 0 }
          .map {
            sets[$0].count == 1 && kind == .one ? labelSpace.classes[sets[$0][0]] : text(ofSet: $0)
          },
        counts: counts.voters[j],
        rowCount: counts.rows,
        hasChance: hasBallots
      )
    }
  }
}
