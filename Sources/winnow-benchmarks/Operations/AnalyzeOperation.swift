internal import LabelingCore
internal import VoteAnalysis

/// The analysis table with gold labels, from a matrix of votes and from patterns.
struct AnalyzeOperation {
  let votes: FlatVotes

  func run(rounds: Int) -> Measurement {
    let size = "\(votes.voterCount)×\(votes.classCount)"
    return Measurement("analyse \(size)", documentCount: votes.rowCount, rounds: rounds) {
      let start = ContinuousClock.now
      let patterns = votes.patterns(withGold: true)
      let compressed = ContinuousClock.now
      let summary = VoteSummary(of: patterns)
      let end = ContinuousClock.now
      return [
        "compress_s": (compressed - start) / .seconds(1),
        "summary_s": (end - compressed) / .seconds(1),
        "coverage": summary.coverage, "overlaps": summary.overlaps,
        "conflicts": summary.conflicts,
      ]
    }
  }
}
