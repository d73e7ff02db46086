package import LabelIO
package import LabelModels
internal import LabelingCore
package import Runs

/// Scores labels against gold labels.
package struct EvaluateRun {
  /// The labels.
  package var labels: LabelFile
  /// The gold labels.
  package var gold: GoldTable

  /// What came out.
  package struct Outcome: Sendable {
    /// The labels next to their gold labels.
    package let evaluated: EvaluatedLabels
    /// The classes of the labels.
    package let classes: [String]
    /// The scores.
    package let report: ScoreReport
    /// The scores corrected for how the gold labels were sampled; `nil` where the file does not say.
    package let corrected: SampledScores?
    /// Which gold labels found their document.
    package let join: GoldJoin.Outcome
  }

  /// Prepares an evaluation.
  package init(labels: LabelFile, gold: GoldTable) {
    self.labels = labels
    self.gold = gold
  }

  /// Reads the labels and scores them.
  ///
  /// - Throws: What reading throws, and a `Diagnostic` when there is no gold label, or none of a
  ///   document among the labels.
  package func run() throws -> Outcome {
    guard !gold.ids.isEmpty else {
      throw Diagnostic(
        at: SourceLocation(gold.path),
        "the file holds no gold label, so nothing can be scored",
        help: "fill in its labels"
      )
    }
    let table = try labels.read(gold: gold)
    var join = GoldJoin(gold)
    for id in table.ids { _ = join.row(of: id) }
    try join.outcome.check(against: "the labels", namedBy: "'--columns' and '--gold-columns'")
    let evaluated = try EvaluatedLabels(table, gold: gold)
    return Outcome(
      evaluated: evaluated,
      classes: table.labelSpace.classes,
      report: ScoreReport(of: evaluated.rows),
      corrected: evaluated.inclusion.map {
        SampledScores(of: evaluated.rows, inclusion: $0)
      },
      join: join.outcome
    )
  }
}
