package import LabelingCore

/// A run of documents of a vote file with their votes.
package struct VoteBlock: Hashable, Sendable {
  /// Document ids, in row order.
  package let ids: [String]
  /// A column of votes per voter.
  package let columns: [VoteColumn]

  /// Calls `body` with each row's id and its votes, −1 where a voter abstains.
  ///
  /// - Complexity: O(rows · voters); turns the columns into rows once.
  package func forEachRow(_ body: (_ id: String, _ votes: UnsafeBufferPointer<Int16>) -> Void) {
    let m = columns.count
    var rows = [Int16](repeating: -1, count: ids.count * m)
    rows.withUnsafeMutableBufferPointer { rows in
      for (j, column) in columns.enumerated() {
        switch column {
        case .narrow(let votes):
          for i in votes.indices { rows[i * m + j] = Int16(votes[i]) }
        case .wide(let votes):
          for i in votes.indices { rows[i * m + j] = votes[i] }
        }
      }
      for (i, id) in ids.enumerated() {
        body(id, UnsafeBufferPointer(rebasing: rows[(i * m)..<((i + 1) * m)]))
      }
    }
  }
}
