/// What an annotator is asked next, or why there is nothing to ask.
package struct QuestionBatch: Hashable, Sendable {
  /// Why an annotator is asked nothing.
  package enum Ending: Hashable, Sendable {
    /// Every document that somebody can be asked about has its answers.
    case sessionDone
    /// Others can be asked more; this annotator cannot.
    case nothingForYou
    /// Others hold the last documents; some may come free.
    case heldByOthers(askAgainInSeconds: Int)
  }

  /// The questions.
  package var questions: [Question]
  /// Why there are none; `nil` when there are some.
  package var ending: Ending?
  /// Documents without their answers that the annotator skipped and could be asked about again.
  package var skippedCount: Int
}
