package import LabelingCore

/// A batch with its votes.
package struct AppliedBatch: Sendable {
  /// The documents.
  package var batch: LabelingBatch
  /// Votes, functions × documents, function-major; −1 abstains.
  ///
  /// Faults abstain.
  package var votes: [Int16]
  /// The faulty cells, by function and row.
  package var faults: [CellFault] = []

  /// The votes of one function, in document order.
  package func votes(of function: Int) -> ArraySlice<Int16> {
    votes[(function * batch.count)..<((function + 1) * batch.count)]
  }

  /// Calls `body` with each document's votes, one per function.
  package func forEachRow(
    _ body: (_ row: Int, _ votes: UnsafeBufferPointer<Int16>) throws -> Void
  )
    rethrows
  {
    guard batch.count > 0 else { return }
    let functionCount = votes.count / batch.count
    try withUnsafeTemporaryAllocation(of: Int16.self, capacity: functionCount) { row in
      for document in 0..<batch.count {
        for function in 0..<functionCount {
          row[function] = votes[function * batch.count + document]
        }
        try body(document, UnsafeBufferPointer(row))
      }
    }
  }
}
