internal import LabelingCore
internal import VoteAnalysis

/// The analysis table with gold labels, from votes in memory: a column per voter, as
/// `winnow analyze` finds them in the workspace.
struct AnalyzeOperation {
  let votes: FlatVotes

  func run(rounds: Int) -> Measurement {
    let size = "\(votes.voterCount)×\(votes.classCount)"
    let columns = votes.columns
    let gold = votes.goldColumn
    return Measurement("analyze \(size)", documentCount: votes.rowCount, rounds: rounds) {
      let summary = VoteSummary(
        of: columns,
        voters: votes.voterNames,
        labelSpace: votes.labelSpace,
        gold: gold
      )
      return [
        "patterns": Double(summary.patternCount), "coverage": summary.coverage,
        "overlaps": summary.overlaps, "conflicts": summary.conflicts,
      ]
    }
  }
}
