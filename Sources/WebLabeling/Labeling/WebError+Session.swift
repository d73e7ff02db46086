internal import HTTPTypes
internal import LabelingCore
internal import Sessions

extension WebError {
  /// The refusal of a session: 403 for what the annotator may not do, 409 for what does not fit.
  init(_ refusal: SessionRefusal) {
    let (status, code): (HTTPResponse.Status, String) =
      switch refusal {
      case .paused: (.forbidden, "paused")
      case .removed: (.forbidden, "removed")
      case .notAdjudicator: (.forbidden, "not_adjudicator")
      case .blind: (.forbidden, "blind")
      case .nothingToSettle: (.conflict, "nothing_to_settle")
      case .nothingToUndo: (.conflict, "nothing_to_undo")
      case .undoneBefore: (.conflict, "undone_before")
      case .undoOvertaken: (.conflict, "undo_overtaken")
      case .otherSession: (.conflict, "other_session")
      case .otherAnnotator: (.conflict, "other_annotator")
      case .otherLabels: (.badRequest, "other_labels")
      }
    let diagnostic = refusal.diagnostic
    self.init(status, code, diagnostic.headline, help: diagnostic.help)
  }
}
