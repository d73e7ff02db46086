internal import LabelingCore

/// Files of labels that winnow made: they are nobody's answers.
enum OwnLabels {
  /// Refuses a file whose fields are those of `export --labels`, of `label` or of gold labels.
  ///
  /// - Throws: A `Diagnostic` that says what to import instead.
  static func refuse(_ fields: [String], _ place: SourceLocation) throws {
    let isPosterior = fields.contains("confidence") && fields.contains { $0.hasPrefix("p_") }
    let isGold = fields == ["id", "label", "source", "answers"]
    guard isPosterior || isGold else { return }
    throw Diagnostic(
      at: place,
      "these are labels that winnow made of answers, and not the answers",
      help: "import what 'winnow session export SESSION --answers --output FILE' writes"
    )
  }
}
