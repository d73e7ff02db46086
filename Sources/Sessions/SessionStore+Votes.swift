internal import LabelStore
internal import LabelingCore

extension SessionStore {
  /// The functions' votes on the session's documents, in their order; `nil` without functions.
  ///
  /// - Throws: `StoreError`.
  func votes(of labelSpace: LabelSpace, labels: LabelKind) throws -> VotePatterns? {
    let ballots = try StoredBallots.register(of: self, labelSpace, labels)
    let stored = try votes(ballotCount: ballots.count)
    guard let first = stored.first else { return nil }
    var builder = VotePatterns.Builder(voters: stored.map(\.name), labelSpace: labelSpace)
    var row = [Int16](repeating: -1, count: stored.count)
    for document in first.votes.indices {
      for (j, column) in stored.enumerated() { row[j] = column.votes[document] }
      row.withUnsafeBufferPointer { builder.append($0) }
    }
    return builder.finish(saying: ballots)
  }
}

extension VotePatterns {
  /// The functions that voted on a document, with their votes.
  func functionVotes(on document: Int) -> [FunctionVote] {
    entries(of: Int(patternOfRow[document])).map {
      let (ballot, voter) = (Int($0.ballot), Int($0.voter))
      let name = ballots.name(ofBallot: ballot, in: labelSpace)
      return FunctionVote(
        function: voters[voter],
        classes: ballots.presentClasses(of: ballot),
        text: ballots.confidence(of: ballot, voter: voter).map { "\(name)@\($0)" } ?? name
      )
    }
  }
}
