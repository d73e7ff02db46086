package import LabelIO
package import LabelModels
internal import LabelingCore

/// Labels of several classes next to the gold labels of a file, so that every gold label is judged.
///
/// Gold labels whose document is not among the labels lower the coverage. A gold class that no label
/// can have is one that labels miss.
package struct EvaluatedLabelSets: Sendable {
  /// The labels by row, then a row for each gold label without a document.
  package let rows: LabelSetRows
  /// The scores.
  package let report: LabelSetReport
  /// Gold classes that are none of the labels' classes.
  package let foreignClasses: [String]
  /// Documents with such classes.
  package let foreignCount: Int
  /// The classes of the labels.
  package let classes: [String]
  /// Which gold labels found their document.
  package let join: GoldJoin.Outcome

  /// Puts labels and gold labels side by side and scores them.
  ///
  /// - Throws: A `Diagnostic` when there is no gold label, or none of a document among the labels.
  package init(_ table: LabelSetTable, gold: GoldTable) throws {
    guard !gold.ids.isEmpty else {
      throw Diagnostic(
        at: SourceLocation(gold.path),
        "the file holds no gold label, so nothing can be scored",
        help: "fill in its labels"
      )
    }
    var join = GoldJoin(gold)
    for id in table.ids { _ = join.row(of: id) }
    try join.outcome.check(against: "the labels", namedBy: "'--columns' and '--gold-columns'")
    self.join = join.outcome
    let missing = join.unjoinedRows.map { gold.ids[$0] }
    var names = FieldTable(table.labelSpace.classes)
    foreignClasses = try gold.severalClasses(beyond: table.labelSpace)
    for name in foreignClasses { _ = names.index(adding: name) }
    let space = LabelSpace(names.names)
    let golds = try gold.labelSets(of: table.ids + missing, in: space)
    var probabilities = table.probabilities?.widened(to: space.classCount)
    probabilities?.values += [Double](repeating: 0, count: missing.count * space.classCount)
    var rows = LabelSetRows(
      labelSpace: space,
      labels: table.labels + missing.map { _ in nil },
      gold: golds,
      probabilities: probabilities
    )
    rows.lacksProbabilities =
      table.ids.map { _ in false } + [Bool](repeating: true, count: missing.count)
    self.rows = rows
    report = LabelSetReport(of: rows)
    classes = table.labelSpace.classes
    foreignCount = golds.count { set in
      set.map { $0.contains { $0 >= table.labelSpace.classCount } } ?? false
    }
  }
}
