internal import LabelingCore
internal import VoteAnalysis

/// The table people know from Snorkel, with intervals.
enum SummaryTable {
  /// One line per voter, then the shares of all documents.
  static func lines(_ summary: VoteSummary, for stream: Console.Stream = .output) -> [String] {
    let hasGold = summary.goldCount > 0
    var columns: [(String, TextTable.Alignment)] = [
      ("function", .left), ("classes", .left), ("votes", .right), ("coverage", .right),
      ("overlaps", .right), ("conflicts", .right),
    ]
    if hasGold {
      columns += [
        ("correct", .right), ("incorrect", .right), ("accuracy", .right), ("95 % interval", .left),
      ]
    }
    var table = TextTable(columns.map { (heading: $0.0, alignment: $0.1) })
    for voter in summary.voters {
      var cells = [
        voter.name, voter.polarity.joined(separator: ", "), "\(voter.voteCount)",
        Figures.share(voter.coverage), Figures.share(voter.overlaps),
        Figures.share(voter.conflicts),
      ]
      if hasGold {
        let interval = voter.accuracyInterval
        cells += [
          "\(voter.correctCount)", "\(voter.incorrectCount)", Figures.share(voter.accuracy),
          interval == nil ? "no evidence" : Figures.interval(interval?.lower, interval?.upper),
        ]
      }
      table.add(cells)
    }
    return table.lines(for: stream) + [
      "",
      "documents \(summary.rowCount): covered \(Figures.percent(summary.coverage)), "
        + "overlapping \(Figures.percent(summary.overlaps)), "
        + "in conflict \(Figures.percent(summary.conflicts))",
    ]
  }
}
