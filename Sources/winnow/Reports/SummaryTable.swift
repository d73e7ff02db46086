internal import LabelingCore
internal import Pipeline
internal import VoteAnalysis

/// The table people know from Snorkel, with intervals.
enum SummaryTable {
  private typealias Column = (
    heading: String, alignment: TextTable.Alignment, cell: (VoterSummary) -> String
  )

  /// One line per voter, then the shares of all documents.
  ///
  /// With gold labels the table gets wide; what does not fit a terminal becomes
  /// two tables.
  static func lines(_ summary: VoteSummary, for stream: Console.Stream = .output) -> [StyledText] {
    let whole = table(
      of: summary.voters,
      names + votes + (summary.goldCount > 0 ? accuracy : [])
    )
    if summary.goldCount == 0 || whole.fits(stream) {
      return whole.lines(for: stream) + shares(summary)
    }
    return table(of: summary.voters, names + votes).lines(for: stream) + [""]
      + table(of: summary.voters, [names[0]] + accuracy).lines(for: stream) + shares(summary)
  }

  private static var names: [Column] {
    [("function", .left, \.name), ("classes", .left, { $0.polarity.joined(separator: ", ") })]
  }

  private static var votes: [Column] {
    [
      ("votes", .right, { "\($0.voteCount)" }),
      ("coverage", .right, { Figures.share($0.coverage) }),
      ("overlaps", .right, { Figures.share($0.overlaps) }),
      ("conflicts", .right, { Figures.share($0.conflicts) }),
    ]
  }

  private static var accuracy: [Column] {
    [
      ("correct", .right, { "\($0.correctCount)" }),
      ("incorrect", .right, { "\($0.incorrectCount)" }),
      ("accuracy", .right, { Figures.share($0.accuracy) }),
      (
        Figures.intervalHeading, .left,
        { Figures.evidence($0.accuracyInterval) }
      ),
    ]
  }

  private static func table(of voters: [VoterSummary], _ columns: [Column]) -> TextTable {
    var table = TextTable(columns.map { (heading: $0.heading, alignment: $0.alignment) })
    for voter in voters { table.add(columns.map { $0.cell(voter) }) }
    return table
  }

  private static func shares(_ summary: VoteSummary) -> [String] {
    [
      "",
      "documents \(summary.rowCount): covered \(Figures.percent(summary.coverage)), "
        + "overlapping \(Figures.percent(summary.overlaps)), "
        + "in conflict \(Figures.percent(summary.conflicts))",
    ]
  }
}
