package import LabelingCore

/// What one labeling function or annotator did on a corpus.
///
/// Counts are of rows unless they say votes; a voter who answers a row twice
/// has two votes on one row. A value that nothing is known about is `nil` and
/// left out of the JSON, which has the keys of ``AnalysisColumn/all``.
package struct VoterSummary: Hashable, Sendable, Codable {
  /// The voter's name.
  package let name: String
  /// The classes, and the sets of classes, that it voted for at least once, in their order.
  package let polarity: [String]
  /// Number of its votes.
  package let voteCount: Int
  /// Rows it voted on.
  package let coveredCount: Int
  /// Rows that it and at least one other voter voted on.
  package let overlapCount: Int
  /// Rows of those on which the votes cannot all be right.
  package let conflictCount: Int
  /// Share of all rows that it voted on.
  package let coverage: Double
  /// Share of all rows on which it overlaps with another voter.
  package let overlaps: Double
  /// Share of all rows on which it is part of a conflict.
  package let conflicts: Double
  /// Share of its covered rows on which it overlaps; `nil` when it never voted.
  package let overlapsOfCovered: Double?
  /// Share of its overlapping rows with a conflict; `nil` when there are none.
  package let conflictsOfOverlapping: Double?
  /// Votes that name the gold label, alone or in a set; where gold is a set of classes, one of them.
  ///
  /// So a vote is right when it can be.
  package let correctCount: Int
  /// Votes that do not.
  package let incorrectCount: Int
  /// Share of correct votes among those on rows with gold; `nil` without any.
  package let accuracy: Double?
  /// Confidence interval of the accuracy; `nil` without evidence.
  package let accuracyInterval: Interval?
  /// The accuracy that its votes would have by chance, given the classes of the gold.
  ///
  /// A vote for a large set is right more often. `nil` without gold, and where every vote names
  /// one class and no confidence.
  package let chance: Double?

  private enum CodingKeys: String, CodingKey {
    case name
    case polarity
    case voteCount = "vote_count"
    case coveredCount = "covered_count"
    case overlapCount = "overlap_count"
    case conflictCount = "conflict_count"
    case coverage
    case overlaps
    case conflicts
    case overlapsOfCovered = "overlaps_of_covered"
    case conflictsOfOverlapping = "conflicts_of_overlapping"
    case correctCount = "correct_count"
    case incorrectCount = "incorrect_count"
    case accuracy
    case accuracyInterval = "accuracy_interval"
    case chance
  }

  init(
    name: String,
    polarity: [String],
    counts: VoteCounts.Voter,
    rowCount: Int,
    hasChance: Bool
  ) {
    self.name = name
    self.polarity = polarity
    voteCount = counts.votes
    coveredCount = counts.covered
    overlapCount = counts.overlapping
    conflictCount = counts.inConflict
    coverage = Ratio.share(counts.covered, of: rowCount) ?? 0
    overlaps = Ratio.share(counts.overlapping, of: rowCount) ?? 0
    conflicts = Ratio.share(counts.inConflict, of: rowCount) ?? 0
    overlapsOfCovered = Ratio.share(counts.overlapping, of: counts.covered)
    conflictsOfOverlapping = Ratio.share(counts.inConflict, of: counts.overlapping)
    correctCount = counts.correct
    incorrectCount = counts.judged - counts.correct
    accuracy = Ratio.share(counts.correct, of: counts.judged)
    accuracyInterval = Interval(successes: counts.correct, total: counts.judged)
    chance = hasChance && counts.judged > 0 ? counts.chance / Double(counts.judged) : nil
  }
}
