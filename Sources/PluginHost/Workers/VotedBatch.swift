package import LabelingCore

/// A batch that came back from the workers, with its votes.
package struct VotedBatch<Context: Sendable>: Sendable {
  /// The documents, as they were handed over.
  package var batch: LabelingBatch<Context>
  /// Votes, functions × documents, function-major; −1 abstains.
  ///
  /// Faults abstain.
  package var votes: [Int16]
  /// The faulty cells, by function and row.
  package var faults: [CellFault] = []

  /// Number of documents.
  package var count: Int { batch.count }

  /// The votes of one function, in document order.
  package func votes(of function: Int) -> ArraySlice<Int16> {
    votes[(function * count)..<((function + 1) * count)]
  }

  /// Calls `body` with each document's votes, one per function.
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
