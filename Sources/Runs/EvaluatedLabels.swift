package import LabelIO
package import LabelModels
internal import LabelingCore

/// Labels next to the gold labels of a file, so that every gold label is judged.
///
/// A gold label whose document is not among the labels is one that has no label: it lowers the
/// coverage. A gold class that no label can have is one that labels get wrong.
package struct EvaluatedLabels: Sendable {
  /// The labels by row, then a row for each gold label without a document.
  package let rows: ScoredRows
  /// Gold classes that are none of the labels' classes.
  package let foreignClasses: [String]
  /// Documents of these classes.
  package let foreignCount: Int
  /// How probable it was that each row got its gold label; `nil` when the file does not say.
  package let inclusion: [Double]?

  /// Puts labels and gold labels side by side.
  ///
  /// - Throws: A `Diagnostic` when no id is in both files.
  package init(_ table: PredictionTable, gold: GoldTable) throws {
    let labeled = Set(table.ids.map { ExactString($0) })
    let missing = gold.ids.filter { !labeled.contains(ExactString($0)) }
    guard missing.count < gold.ids.count || gold.ids.isEmpty else {
      throw Diagnostic(
        at: SourceLocation(gold.path),
        "none of the \(gold.ids.count) gold labels is of a document among the labels",
        help: "check that both files name documents by the same ids, or name the columns of ids "
          + "with '--columns' and '--gold-columns'"
      )
    }
    var names = FieldTable(table.labelSpace.classes)
    for name in gold.classes(beyond: table.labelSpace) { _ = names.index(adding: name) }
    let space = LabelSpace(names.names, groups: table.labelSpace.groups)
    let ids = table.ids + missing
    let golds = try gold.column(of: ids, in: space)
    let unlabeled = [Vote](repeating: .abstain, count: missing.count)
    var probabilities = table.probabilities?.widened(to: space.classCount)
    probabilities?.values += [Double](repeating: 0, count: missing.count * space.classCount)
    var rows = ScoredRows(
      labelSpace: space,
      labels: table.labels + unlabeled,
      gold: golds.labels,
      probabilities: probabilities
    )
    rows.goldSets = golds.sets
    rows.groupLabels = table.groupLabels
    rows.lacksProbabilities =
      table.ids.map { _ in false } + [Bool](repeating: true, count: missing.count)
    self.rows = rows
    foreignClasses = Array(space.classes.dropFirst(table.labelSpace.classCount))
    let known = table.labelSpace.classCount
    foreignCount = ids.indices.count { golds[$0]?.allSatisfy { $0 >= known } ?? false }
    inclusion = gold.inclusion(of: ids)
  }
}
