internal import LabelingCore
internal import VoteAnalysis

/// The table people know from Snorkel, with intervals.
enum SummaryTable {
  /// One line per voter, then the shares of all documents.
  ///
  /// With gold labels the table gets wide; what does not fit a terminal becomes
  /// two tables.
  static func lines(_ summary: VoteSummary, for stream: Console.Stream = .output) -> [StyledText] {
    let hasGold = summary.goldCount > 0
    let columns = AnalysisColumn.columns(
      of: .analyze,
      hasGold: hasGold,
      hasSets: summary.hasSets
    )
    let whole = table(of: summary.voters, columns)
    if !hasGold || whole.fits(stream) { return whole.lines(for: stream) + shares(summary) }
    let ofGold = columns.filter(\.needsGold)
    return table(of: summary.voters, columns.filter { !$0.needsGold }).lines(for: stream) + [""]
      + table(of: summary.voters, Array(columns.prefix(1)) + ofGold).lines(for: stream)
      + shares(summary)
  }

  private static func table(of voters: [VoterSummary], _ columns: [AnalysisColumn]) -> TextTable {
    var table = TextTable(columns.map { ($0.heading, $0.alignment == .leading ? .left : .right) })
    for voter in voters { table.add(columns.map { Formatting.cell($0.value(voter)) }) }
    return table
  }

  private static func shares(_ summary: VoteSummary) -> [String] {
    [
      "",
      "documents \(summary.rowCount): covered \(Formatting.percent(summary.coverage)), "
        + "overlapping \(Formatting.percent(summary.overlaps)), "
        + "in conflict \(Formatting.percent(summary.conflicts))",
    ]
  }
}
