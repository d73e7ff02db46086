internal import LabelingCore

/// Files of labels that winnow made: they are nobody's answers.
enum OwnLabels {
  /// Refuses a file whose fields are those of `export --labels`, of `label` or of gold labels.
  ///
  /// - Throws: A `Diagnostic` that says what to import instead.
  static func refuse(_ fields: [String], _ place: SourceLocation) throws {
    let hasLabels = fields.contains("confidence") || fields.contains("labels")
    let isPosterior =
      hasLabels && fields.contains { $0.hasPrefix("p_") || $0 == "probabilities" }
    let isGold = ["label", "labels"].contains { fields == ["id", $0, "source", "answers"] }
    guard isPosterior || isGold else { return }
    throw Diagnostic(
      at: place,
      "these are labels that winnow made of answers, and not the answers",
      help: "import what 'winnow session export SESSION --answers --output FILE' writes"
    )
  }
}
