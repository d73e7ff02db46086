package import LabelingCore

/// A batch that came back from the workers, with its votes.
package struct VotedBatch<Context: Sendable>: Sendable {
  /// The documents, as they were handed over.
  package var batch: LabelingBatch<Context>
  /// Votes, functions × documents, function-major: indices of ballots; −1 abstains.
  ///
  /// Faults abstain.
  package var votes: [Int16]
  /// The ballots that votes are for; those of earlier batches are first among those of later ones.
  package var ballots: BallotRegister
  /// The faulty cells, by function and row.
  package var faults: [CellFault] = []

  /// Number of documents.
  package var count: Int { batch.count }

  /// The votes of one function, in document order.
  package func votes(of function: Int) -> ArraySlice<Int16> {
    votes[(function * count)..<((function + 1) * count)]
  }

  /// The votes as patterns, whose rows are the documents.
  ///
  /// - Parameters:
  ///   - voters: Names of the functions.
  ///   - labelSpace: The task's classes.
  /// - Returns: The patterns, with the ballots that occur.
  package func patterns(voters: [String], labelSpace: LabelSpace) -> VotePatterns {
    var builder = VotePatterns.Builder(voters: voters, labelSpace: labelSpace)
    votes.withUnsafeBufferPointer { builder.append(columns: $0, rowCount: count) }
    return builder.finish(saying: ballots)
  }

  /// Calls `body` with each document's votes, one per function: indices of ``ballots``, or −1.
  package func forEachRow(
    _ body: (_ row: Int, _ votes: UnsafeBufferPointer<Int16>) throws -> Void
  )
    rethrows
  {
    let count = count
    let votes = votes
    guard count > 0 else { return }
    let functionCount = votes.count / count
    try withUnsafeTemporaryAllocation(of: Int16.self, capacity: functionCount) { row in
      for document in 0..<count {
        for function in 0..<functionCount {
          row[function] = votes[function * count + document]
        }
        try body(document, UnsafeBufferPointer(row))
      }
    }
  }
}
