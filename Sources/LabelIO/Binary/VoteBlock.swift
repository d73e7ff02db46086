package import LabelingCore

/// A run of documents of a vote file with their votes.
package struct VoteBlock: Hashable, Sendable {
  /// Document ids, in row order.
  package let ids: [String]
  /// The ballots of the file up to here.
  package let ballots: BallotRegister
  /// Votes, documents × voters, row-major: indices of ballots; −1 abstains.
  package let votes: [Int16]

  /// Calls `body` with each row's id and its votes, −1 where a voter abstains.
  package func forEachRow(_ body: (_ id: String, _ votes: UnsafeBufferPointer<Int16>) -> Void) {
    guard !ids.isEmpty else { return }
    let m = votes.count / ids.count
    votes.withUnsafeBufferPointer { rows in
      for (i, id) in ids.enumerated() {
        body(id, UnsafeBufferPointer(rebasing: rows[(i * m)..<((i + 1) * m)]))
      }
    }
  }
}
