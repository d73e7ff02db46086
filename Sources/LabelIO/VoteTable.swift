package import LabelingCore

/// The votes of a file, as patterns with counts, and the ids of its rows.
package struct VoteTable: Sendable {
  /// How votes stand in a file.
  package enum Layout: String, CaseIterable, Sendable {
    /// A row per document, a column per voter.
    case wide
    /// A row per answer: item, worker, label.
    case long
    /// A vote file, `.votes`.
    case binary
  }

  /// What reading came across besides the votes.
  package struct Remarks: Hashable, Sendable {
    /// Rows of a long table that repeated an answer and were dropped.
    package var duplicateCount = 0
    /// How gold labels were joined; `nil` where there was no file of them.
    package var gold: GoldJoin.Outcome?
    /// Voters that were wanted and are not in the file.
    package var missingVoters: [String] = []
    /// Voters of the file that were not wanted, and their answers where they were counted.
    package var unknownVoters: [String] = []
    /// Answers of ``unknownVoters`` in a long table.
    package var unknownAnswerCount = 0
    /// Whether −1 was read as a class, as empty cells abstain.
    package var minusOneIsClass = false
    /// A class whose name looks like several of them; `nil` where there is none.
    package var severalLookalike: String?
    /// Voters whose name is that of known labels.
    package var goldlikeVoters: [String] = []
  }

  /// The votes; rows are in the order of ``ids``.
  package let patterns: VotePatterns
  /// Ids of the documents, in order of first appearance; unique.
  package let ids: [String]
  /// How they stood in the file.
  package let layout: Layout
  /// What reading came across.
  package let remarks: Remarks
  /// What a vote file says about itself; `nil` for tables.
  package let manifest: VoteManifest?
}
