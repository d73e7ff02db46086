package import LabelingCore

/// What an annotator did so far.
package struct AnnotatorProgress: Hashable, Sendable {
  /// How somebody answered documents whose class is known.
  package struct Checks: Hashable, Sendable {
    /// Such documents that were answered.
    package var answerCount: Int
    /// Those whose answer was the known class.
    package var rightCount: Int
    /// Confidence interval of the share of right ones; `nil` without any answer.
    package var interval: Interval? { Interval(successes: rightCount, total: answerCount) }
  }

  /// Who.
  package var annotator: Annotator
  /// Current answers.
  package var answerCount: Int
  /// Documents skipped.
  package var skipCount: Int
  /// Documents answered or skipped, and those that can still be asked about.
  package var shareCount: Int
  /// How fast they answer.
  package var pace: WorkPace
  /// Share in which they agree with others on the same documents; `nil` without such documents.
  package var othersAgreement: Double?
  /// Answers to documents of known class; for managers only.
  package var checks: Checks
}
