internal import LabelingCore
internal import VoteAnalysis

/// What voters say of several classes a document, as tables.
enum StatementSummaryText {
  /// A line per class, then a line per function and class.
  ///
  /// - Parameters:
  ///   - summary: The figures.
  ///   - voter: What a voter is called.
  ///   - hasAgreement: Whether agreement of whole answers is shown.
  /// - Returns: The lines.
  static func lines(
    _ summary: StatementSummary,
    voter: String,
    hasAgreement: Bool
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
    var voters = TextTable([
      (voter, .left), ("class", .left), ("present", .right), ("absent", .right),
      ("coverage", .right), ("overlaps", .right), ("conflicts", .right),
      (hasGold ? "accuracy" : "", .right), (hasGold ? Formatting.intervalHeading : "", .left),
    ])
    var last: String?
    for own in summary.voters {
      voters.add([
        last?.isExactly(own.voter) == true ? "" : own.voter, own.className, "\(own.presentCount)",
        "\(own.absentCount)", Formatting.percent(own.coverage), Formatting.percent(own.overlaps),
        Formatting.percent(own.conflicts), hasGold ? Formatting.share(own.accuracy) : "",
        hasGold ? Formatting.evidence(own.accuracyInterval) : "",
      ])
      last = own.voter
    }
    var lines: [StyledText] = voters.lines()
    lines.append("")
    lines += classes.lines()
    lines.append("")
    lines.append(
      StyledText(
        "documents \(summary.rowCount): covered \(Formatting.percent(summary.coverage)), "
          + "in conflict \(Formatting.percent(summary.conflicts))"
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
