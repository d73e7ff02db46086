package import LabelingCore

/// The table of Snorkel's `LFAnalysis`: what all voters together and each of them did.
///
/// A row is *covered* by one vote, *overlapping* when at least two voters
/// voted on it, and *in conflict* when they did and not all votes are for one
/// class.
package struct VoteSummary: Hashable, Sendable, Codable {
  /// Number of rows, *n*.
  package let rowCount: Int
  /// Number of distinct rows.
  package let patternCount: Int
  /// Rows whose gold label is known.
  package let goldCount: Int
  /// Number of all votes.
  package let voteCount: Int
  /// Rows with at least one vote.
  package let coveredCount: Int
  /// Rows with votes of at least two voters.
  package let overlappingCount: Int
  /// Overlapping rows with votes for different classes.
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
  /// A summary per voter, in column order.
  package let voters: [VoterSummary]

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
      classes: patterns.labelSpace.classes
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
      classes: labelSpace.classes
    )
  }

  private init(_ counts: VoteCounts, patternCount: Int, voters names: [String], classes: [String]) {
    self.patternCount = patternCount
    self.classes = classes
    rowCount = counts.rows
    goldCount = counts.goldRows
    voteCount = counts.voters.reduce(0) { $0 + $1.votes }
    coveredCount = counts.coveredRows
    overlappingCount = counts.overlappingRows
    conflictCount = counts.conflictRows
    coverage = Ratio.share(counts.coveredRows, of: counts.rows) ?? 0
    overlaps = Ratio.share(counts.overlappingRows, of: counts.rows) ?? 0
    conflicts = Ratio.share(counts.conflictRows, of: counts.rows) ?? 0
    votesOfClass = classes.indices.map { c in
      stride(from: c, to: counts.votesByClass.count, by: classes.count)
        .reduce(0) { $0 + counts.votesByClass[$1] }
    }
    voters = names.indices.map { j in
      VoterSummary(
        name: names[j],
        polarity: classes.indices
          .filter { counts.votesByClass[j * classes.count + $0] > 0 }
          .map { classes[$0] },
        counts: counts.voters[j],
        rowCount: counts.rows
      )
    }
  }
}
