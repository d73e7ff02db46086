package import LabelingCore

/// Why a session does not do what an annotator asks for.
package enum SessionRefusal: Error, Hashable {
  /// The annotator is paused.
  case paused(name: String)
  /// The annotator was removed from the session.
  case removed(name: String)
  /// Only adjudicators and managers see what others answered, and settle it.
  case notAdjudicator(name: String)
  /// In a blind session others' answers show only to those who have answered, or who settle.
  case blind
  /// The document is neither in disagreement nor flagged.
  case nothingToSettle(id: String)
  /// There is no such event of the annotator that could be taken back.
  case nothingToUndo
  /// The event was taken back before.
  case undoneBefore(id: String)
  /// The annotator has done something else about the document since.
  case undoOvertaken(id: String)
  /// The request was made for another session.
  case otherSession
  /// The answer is about documents with another number of classes than the session's.
  case otherLabels(session: LabelKind)
  /// The request was made by another annotator.
  case otherAnnotator(name: String)
}

extension SessionRefusal: DiagnosableError {
  package var diagnostics: [Diagnostic] { [diagnostic] }

  /// The message for the annotator.
  package var diagnostic: Diagnostic {
    switch self {
    case .paused(let name):
      Diagnostic(
        "annotator '\(name)' is paused",
        help: "'winnow session annotators SESSION --resume \(name)' lets them go on"
      )
    case .removed(let name):
      Diagnostic(
        "annotator '\(name)' was removed from the session",
        help: "'winnow session annotators SESSION --add \(name)' adds them again"
      )
    case .notAdjudicator(let name):
      Diagnostic(
        "annotator '\(name)' is not an adjudicator: only adjudicators see what others answered, "
          + "and settle it",
        help: "'winnow session annotators SESSION --role \(name)=adjudicator' makes them one"
      )
    case .blind:
      Diagnostic(
        "in a blind session only those who have answered a document see what others answered",
        help: "answer the document first"
      )
    case .nothingToSettle(let id):
      Diagnostic(
        "there is nothing to settle about '\(id)': its annotators do not disagree, and nobody "
          + "flagged it",
        help: "flag the document first if it needs a second look"
      )
    case .nothingToUndo:
      Diagnostic(
        "this is nothing that you did and could take back",
        help: "reload the page to see what there is"
      )
    case .undoneBefore(let id):
      Diagnostic(
        "this was taken back before, about '\(id)'",
        help: "reload the page to see what there is"
      )
    case .undoOvertaken(let id):
      Diagnostic(
        "you have done something else about '\(id)' since",
        help: "take the later one back first"
      )
    case .otherSession:
      Diagnostic(
        "this was done in another session",
        help: "send it to the server of that session, or discard it"
      )
    case .otherLabels(.one):
      Diagnostic(
        "the session's documents have one class each, and the answer is a list",
        help: "give the one class that fits best"
      )
    case .otherLabels(.several):
      Diagnostic(
        "the session's documents may have several classes, and the answer names one",
        help: "give the list of all classes that it has; the list may be empty"
      )
    case .otherAnnotator(let name):
      Diagnostic(
        "this was done by another annotator than '\(name)'",
        help: "sign in as that annotator and send it again, or discard it"
      )
    }
  }
}
