package import LabelingCore

extension Patterns {
  /// What a voter says of a document: the truth is one of these classes, at a level of confidence.
  package typealias Ballot = (voter: Int, classes: [Int], level: Int?)

  /// Rows of ballots for sets of classes; classes are named by their indices.
  ///
  /// - Parameters:
  ///   - rows: The ballots of each document, in any order; several of a voter are counted, and those
  ///     of all classes left out.
  ///   - voterCount: Number of voters, named `f0`, `f1` and so on.
  ///   - classCount: The number of classes.
  ///   - counts: How many documents are like each row; `nil` for one each.
  ///   - gold: The class of each document, `nil` where unknown.
  /// - Returns: A pattern for each row, in their order.
  package static func of(
    ballots rows: [[Ballot]],
    voterCount: Int,
    classCount: Int,
    counts: [Int]? = nil,
    gold: [Int?]? = nil
  ) -> VotePatterns {
    let all = rows.joined().filter { $0.classes.count < classCount }
    let levelCounts = (0..<voterCount).map { voter in
      all.filter { $0.voter == voter }.compactMap(\.level).max().map { $0 + 1 } ?? 0
    }
    let ballots = BallotList(
      classCount: classCount,
      others: all.map { (classes: $0.classes, level: $0.level) },
      scales: levelCounts.map { count in
        count == 0
          ? nil
          : ConfidenceScale(
            cuts: (1..<count).map(Double.init),
            means: [Double](repeating: 1, count: count)
          )
      }
    )
    var starts = [0]
    var entries: [VotePatterns.Entry] = []
    for row in rows {
      var votes: [Int: [Int: Int]] = [:]
      for vote in row {
        guard vote.classes.count < classCount,
          let ballot = ballots.ballots.firstIndex(where: {
            ballots.sets[$0.set] == vote.classes.sorted() && $0.level == vote.level
          })
        else { continue }
        votes[vote.voter, default: [:]][ballot, default: 0] += 1
      }
      for (voter, own) in votes.sorted(by: { $0.key < $1.key }) {
        for (ballot, count) in own.sorted(by: { $0.key < $1.key }) {
          entries.append(VotePatterns.Entry(voter: voter, ballot: ballot, count: count))
        }
      }
      starts.append(entries.count)
    }
    return VotePatterns(
      voters: (0..<voterCount).map { "f\($0)" },
      labelSpace: .numbered(classCount),
      ballots: ballots,
      starts: starts,
      entries: entries,
      counts: counts ?? rows.map { _ in 1 },
      gold: rows.indices.map { gold?[$0].map { Vote(classIndex: $0) } ?? .abstain }
    )
  }
}
