internal import LabelingCore
internal import VoteAnalysis

/// What voters say of several classes a document, as tables.
enum StatementSummaryText {
  /// A line for each thing that a function says of a class, then a line per class.
  ///
  /// - Parameters:
  ///   - summary: The figures.
  ///   - voter: What a voter is called.
  ///   - hasAgreement: Whether agreement of whole answers is shown.
  ///   - stream: Where the tables are shown.
  /// - Returns: The lines.
  static func lines(
    _ summary: StatementSummary,
    voter: String,
    hasAgreement: Bool,
    for stream: Console.Stream = .output
  ) -> [StyledText] {
    let hasGold = summary.goldCount > 0
    var classes = TextTable([
      ("class", .left), ("coverage", .right), ("conflicts", .right),
      ("Krippendorff's alpha", .right), (hasGold ? "gold" : "", .right),
    ])
    for own in summary.classes {
      classes.add([
        own.name, Formatting.percent(own.coverage), Formatting.percent(own.conflicts),
        Formatting.share(own.krippendorffAlpha), hasGold ? "\(own.goldCount)" : "",
      ])
    }
    var lines = SummaryTable.statements(summary, voter: voter, for: stream)
    lines.append("")
    lines += classes.lines(for: stream)
    lines.append("")
    lines.append(
      StyledText(
        "documents \(summary.rowCount): covered \(Formatting.percent(summary.coverage)), "
          + "in conflict \(Formatting.percent(summary.conflicts))"
          + (summary.goldCardinality.map { ", classes by gold \(Formatting.share($0)) each" } ?? "")
      )
    )
    if hasAgreement {
      lines.append(
        StyledText(
          "agreement of whole answers: Krippendorff's alpha by MASI distance "
            + Formatting.share(summary.masiAlpha)
        )
      )
    }
    return lines
  }
}
