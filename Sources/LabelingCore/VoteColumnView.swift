/// One function's votes on all documents, looked at where they are.
///
/// The memory belongs to `owner`, is never written to, and lives as long as the view.
package struct VoteColumnView: @unchecked Sendable {
  /// Bytes of a vote: 1, or 2 for tasks of more than 127 classes.
  package let voteByteCount: Int
  /// Number of documents.
  package let count: Int
  private let start: UnsafeRawPointer
  private let owner: AnyObject

  /// Looks at `count` votes at `start`, in memory that `owner` keeps.
  package init(start: UnsafeRawPointer, count: Int, voteByteCount: Int, owner: AnyObject) {
    precondition(voteByteCount == 1 || voteByteCount == 2, "a vote has one or two bytes")
    self.start = start
    self.count = count
    self.voteByteCount = voteByteCount
    self.owner = owner
  }

  /// The vote on document `row`.
  @inline(__always)
  package subscript(row: Int) -> Vote {
    Vote(
      rawValue: voteByteCount == 1
        ? Int16(start.load(fromByteOffset: row, as: Int8.self))
        : start.loadUnaligned(fromByteOffset: row * 2, as: Int16.self)
    )
  }

  /// Whether both have the same votes on the same number of documents.
  package func hasSameVotes(as other: VoteColumnView) -> Bool {
    guard count == other.count, voteByteCount == other.voteByteCount else { return false }
    if start == other.start { return true }
    let own = UnsafeRawBufferPointer(start: start, count: count * voteByteCount)
    return own.elementsEqual(
      UnsafeRawBufferPointer(start: other.start, count: count * voteByteCount)
    )
  }

  /// Calls `body` with each document that has a vote, in order.
  ///
  /// Abstentions are passed over eight bytes at a time: most functions vote on few documents.
  @inline(__always)
  package func forEachVote(in rows: Range<Int>, _ body: (_ row: Int, _ classIndex: Int) -> Void) {
    let perWord = 8 / voteByteCount
    var row = rows.lowerBound
    while row < rows.upperBound {
      if row + perWord <= rows.upperBound,
        start.loadUnaligned(fromByteOffset: row * voteByteCount, as: UInt64.self) == .max
      {
        row += perWord
        continue
      }
      let end = min(row + perWord, rows.upperBound)
      while row < end {
        let vote = self[row]
        if !vote.isAbstain { body(row, vote.classIndex) }
        row += 1
      }
    }
  }
}
