internal import LabelingCore

/// A way to make labels of spans from votes on spans.
package protocol SpanModel: Sendable, Codable {
  /// What it learns from votes.
  associatedtype Learned: Sendable, Codable

  /// Its name in files and on the command line.
  static var name: String { get }

  /// Learns from votes.
  ///
  /// - Parameters:
  ///   - votes: The votes.
  ///   - patterns: Their patterns, where silence says nothing.
  ///   - options: How it runs.
  /// - Returns: What was learned, and in how many passes.
  func learned(
    from votes: SpanVotes,
    patterns: SpanPatterns,
    options: FitOptions
  ) -> (learned: Learned, passes: Int)

  /// The spans that were voted for, document by document, in order of start, end and type.
  ///
  /// Chosen spans are disjoint.
  func spans(of votes: SpanVotes, with learned: Learned) -> [[ProbableSpan]]

  /// Whether what was read from a file fits this many voters and types.
  func accepts(_ learned: Learned, voterCount: Int, typeCount: Int) -> Bool
}

/// What a model learns that learns nothing.
package struct NothingLearned: Sendable, Codable, Hashable {}

extension SpanModel where Learned == NothingLearned {
  package func learned(
    from _: SpanVotes,
    patterns _: SpanPatterns,
    options _: FitOptions
  ) -> (learned: NothingLearned, passes: Int) { (NothingLearned(), 0) }

  package func accepts(_: NothingLearned, voterCount _: Int, typeCount _: Int) -> Bool { true }
}
