internal import LabelingCore

/// Posteriors of an earlier model as the beginning of a new fit.
struct WarmStart {
  private let model: any FittedLabelModel

  init(from model: any FittedLabelModel) { self.model = model }

  /// Votes as an earlier model knows them: those of voters it does not know are left out.
  ///
  /// - Throws: ``LabelModelError/classesDiffer(expected:found:)``.
  static func votes(
    _ votes: VotePatterns,
    of voters: [String],
    _ labelSpace: LabelSpace
  ) throws(LabelModelError) -> VotePatterns {
    guard votes.labelSpace == labelSpace else {
      throw .classesDiffer(expected: labelSpace.classes, found: votes.labelSpace.classes)
    }
    let known = FieldTable(voters)
    let places = votes.voters.map { known.index(of: $0) }
    var starts = [0]
    var entries: [VotePatterns.Entry] = []
    for x in 0..<votes.patternCount {
      var row: [VotePatterns.Entry] = []
      for entry in votes.entries(of: x) {
        guard let place = places[Int(entry.voter)] else { continue }
        row.append(
          VotePatterns.Entry(
            voter: place,
            ballot: Int(entry.ballot),
            count: Int(entry.count)
          )
        )
      }
      entries += row.sorted { ($0.voter, $0.ballot) < ($1.voter, $1.ballot) }
      starts.append(entries.count)
    }
    return VotePatterns(
      voters: voters,
      labelSpace: votes.labelSpace,
      ballots: votes.ballots.movingVoters(to: places, count: voters.count),
      starts: starts,
      entries: entries,
      counts: votes.counts,
      gold: votes.gold,
      goldSets: votes.goldSets,
      restrictions: votes.restrictions
    )
  }

  /// Posteriors by the earlier model; votes of voters it does not know are left out.
  ///
  /// Rows on which only unknown voters voted start from their vote shares.
  func posteriors(of votes: VotePatterns, table: PairTable) throws(LabelModelError) -> ClassRows {
    let known = try Self.votes(votes, of: model.voters, model.labelSpace)
    let soft = try model.posteriors(of: known)
    var rows = table.voteShares()
    for x in 0..<table.rowCount where !known.entries(of: x).isEmpty || table.gold[x] >= 0 {
      for (y, value) in soft[row: x].enumerated() { rows[x, y] = value }
    }
    return rows
  }
}
