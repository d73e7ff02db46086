internal import LabelingCore
internal import VoteAnalysis

/// The table people know from Snorkel, with intervals.
enum SummaryTable {
  /// One line per voter, then the shares of all documents.
  ///
  /// With gold labels the table gets wide; what does not fit a terminal becomes
  /// two tables.
  static func lines(_ summary: VoteSummary, for stream: Console.Stream = .output) -> [StyledText] {
    let columns = AnalysisColumn.columns(
      of: .analyze,
      hasGold: summary.goldCount > 0,
      hasSets: summary.hasSets
    )
    return lines(summary.voters, columns, keys: 1, for: stream) + shares(summary)
  }

  /// One line for each thing that a voter says of several classes.
  ///
  /// - Parameters:
  ///   - summary: The figures.
  ///   - voter: What a voter is called.
  ///   - stream: Where the table is shown.
  /// - Returns: The lines.
  static func statements(
    _ summary: StatementSummary,
    voter: String,
    for stream: Console.Stream = .output
  ) -> [StyledText] {
    let columns = AnalysisColumn.columns(
      of: .analyze,
      hasGold: summary.goldCount > 0,
      hasSets: true,
      areStatements: true
    )
    return lines(summary.statements, columns, keys: 2, naming: voter, for: stream)
  }

  /// The rows as one table, or as two where one with gold labels is too wide; the first columns,
  /// `keys` of them, are in both.
  private static func lines(
    _ rows: [VoterSummary],
    _ columns: [AnalysisColumn],
    keys: Int,
    naming voter: String? = nil,
    for stream: Console.Stream
  ) -> [StyledText] {
    func table(_ columns: [AnalysisColumn]) -> TextTable {
      var table = TextTable(
        columns.enumerated().map { place, column in
          (
            place == 0 ? voter ?? column.heading : column.heading,
            column.alignment == .leading ? .left : .right
          )
        }
      )
      var last: String?
      for row in rows {
        var cells = columns.map { Formatting.cell($0.value(row)) }
        if voter != nil, last?.isExactly(row.name) == true { cells[0] = "" }
        last = row.name
        table.add(cells)
      }
      return table
    }
    let whole = table(columns)
    let ofGold = columns.filter(\.needsGold)
    if ofGold.isEmpty || whole.fits(stream) { return whole.lines(for: stream) }
    return table(columns.filter { !$0.needsGold }).lines(for: stream) + [""]
      + table(Array(columns.prefix(keys)) + ofGold).lines(for: stream)
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
