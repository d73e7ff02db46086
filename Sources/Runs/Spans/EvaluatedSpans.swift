package import LabelIO
package import LabelModels
internal import LabelingCore

/// Labeled spans next to the gold spans of another file, so that every gold span is judged.
package struct EvaluatedSpans: Sendable {
  /// The scores.
  package let report: SpanReport
  /// Gold documents that are not among the labels; their spans are missed.
  package let missing: [String]
  /// Labeled documents whose gold spans are not known; they are left out.
  package let unjudgedCount: Int

  /// Puts labels and gold side by side and scores them.
  ///
  /// - Throws: A `Diagnostic` when no document is in both, or when the two have other texts of one.
  package init(_ labels: SpanFile, gold: SpanGoldTable) throws {
    guard labels.hasSpans else {
      throw Diagnostic(
        at: SourceLocation(labels.path),
        "no document has labels",
        help: "give a file whose documents have 'spans', if only an empty list"
      )
    }
    var names = FieldTable(labels.types.classes)
    for name in gold.file.types.classes { _ = names.index(adding: name) }
    let types = LabelSpace(names.names)
    var (labeled, truths): ([[LabeledSpan]], [[LabeledSpan]]) = ([], [])
    var judged: Set<ExactString> = []
    var unjudged = 0
    for document in labels.documents {
      guard let own = document.spans,
        let truth = try gold.spans(of: document, in: labels.path, types: types)
      else {
        unjudged += 1
        continue
      }
      judged.insert(ExactString(document.id))
      labeled.append(own)
      truths.append(truth)
    }
    guard !judged.isEmpty else { throw gold.mismatch(with: labels, "labels") }
    let rest = gold.file.documents.filter {
      $0.spans != nil && !judged.contains(ExactString($0.id))
    }
    missing = rest.map(\.id)
    for document in rest {
      labeled.append([])
      truths.append(try gold.spans(of: document, in: gold.file.path, types: types) ?? [])
    }
    unjudgedCount = unjudged
    report = SpanReport(labeled: labeled, gold: truths, types: types)
  }
}
