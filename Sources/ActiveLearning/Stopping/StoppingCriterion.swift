/// A rule that says when further answers are hardly worth their cost.
///
/// A criterion remembers nothing: its verdict follows from the evidence alone, so a
/// session that is resumed gets the verdict it would have got.
package protocol StoppingCriterion: Sendable {
  /// The criterion for a session; `nil` where it does not apply.
  ///
  /// - Throws: ``ActiveLearningError/invalidSetting(name:rule:)``.
  init?(for session: StoppingSituation) throws(ActiveLearningError)

  /// Name on the command line and in reports.
  var name: String { get }
  /// What must hold for the verdict to mean anything, as a sentence for people.
  var assumption: String { get }

  /// Whether to stop, by what happened so far.
  func verdict(on evidence: StoppingEvidence) -> StoppingVerdict
}
