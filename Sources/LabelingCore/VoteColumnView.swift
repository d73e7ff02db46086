/// One function's votes on all documents, looked at where they are.
///
/// The memory belongs to `owner`, is never written to, and lives as long as the view.
///
/// Public, as Swift inlines no `package` function into another module, and a call for each vote
/// would cost more than all that is done with it.
public struct VoteColumnView: @unchecked Sendable {
  /// Bytes of a vote: 1, or 2 for tasks of more than 127 classes.
  @usableFromInline package let voteByteCount: Int
  /// Number of documents.
  package let count: Int
  /// What its votes say besides classes: index *k* is the first of them.
  package let others: [BallotRecord]
  @usableFromInline let start: UnsafeRawPointer
  private let owner: AnyObject

  /// Looks at `count` votes at `start`, in memory that `owner` keeps.
  package init(
    start: UnsafeRawPointer,
    count: Int,
    voteByteCount: Int,
    others: [BallotRecord] = [],
    owner: AnyObject
  ) {
    precondition(voteByteCount == 1 || voteByteCount == 2, "a vote has one or two bytes")
    self.start = start
    self.count = count
    self.voteByteCount = voteByteCount
    self.others = others
    self.owner = owner
  }

  /// Takes votes in memory of their own: indices of ballots, −1 for abstain.
  package init(_ votes: [Int16], others: [BallotRecord] = []) {
    let memory = Memory(votes)
    self.init(
      start: UnsafeRawPointer(memory.votes),
      count: votes.count,
      voteByteCount: 2,
      others: others,
      owner: memory
    )
  }

  /// Votes that a view owns; never written to.
  private final class Memory {
    let votes: UnsafeMutablePointer<Int16>

    init(_ votes: [Int16]) {
      self.votes = .allocate(capacity: max(votes.count, 1))
      self.votes.initialize(from: votes, count: votes.count)
    }

    deinit { votes.deallocate() }
  }

  /// The vote on document `row`.
  package subscript(row: Int) -> Vote {
    let classIndex = classIndex(row)
    return classIndex < 0 ? .abstain : Vote(classIndex: classIndex)
  }

  /// What a vote of the column says, of *k* classes; `nil` where it abstains.
  package func ballot(of vote: Vote, classCount k: Int) -> BallotRecord? {
    if vote.isAbstain { return nil }
    return vote.classIndex < k
      ? BallotRecord(classes: [vote.classIndex]) : others[vote.classIndex - k]
  }

  /// The column as gold labels of *k* classes.
  package func goldColumn(classCount k: Int) -> GoldColumn {
    var gold = GoldColumn(classCount: k)
    for row in 0..<count { gold.append(ballot(of: self[row], classCount: k)?.classes) }
    return gold
  }

  /// The index of the ballot of the vote on document `row`; −1 for abstain.
  @inlinable
  func classIndex(_ row: Int) -> Int {
    voteByteCount == 1
      ? Int(start.load(fromByteOffset: row, as: Int8.self))
      : Int(start.loadUnaligned(fromByteOffset: row * 2, as: Int16.self))
  }

  /// Copies the votes on some documents: class indices, −1 for abstain.
  package func copyVotes(in rows: Range<Int>, into votes: UnsafeMutableBufferPointer<Int16>) {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= count && votes.count == rows.count)
    if voteByteCount == 1 {
      let stored = (start + rows.lowerBound).assumingMemoryBound(to: Int8.self)
      for index in votes.indices { votes[index] = Int16(stored[index]) }
    } else {
      for index in votes.indices {
        let offset = (rows.lowerBound + index) * 2
        votes[index] = Int16(
          littleEndian: start.loadUnaligned(fromByteOffset: offset, as: Int16.self)
        )
      }
    }
  }

  /// Whether both have the same votes on the same number of documents.
  package func hasSameVotes(as other: VoteColumnView) -> Bool {
    guard count == other.count, voteByteCount == other.voteByteCount, others == other.others
    else { return false }
    if start == other.start { return true }
    let own = UnsafeRawBufferPointer(start: start, count: count * voteByteCount)
    return own.elementsEqual(
      UnsafeRawBufferPointer(start: other.start, count: count * voteByteCount)
    )
  }

  /// Calls `body` with each document that has a vote, in order.
  ///
  /// Abstentions are passed over eight bytes at a time: most functions vote on few documents.
  ///
  /// - Complexity: O(*rows* / 8 + votes).
  @inlinable
  public func forEachVote(in rows: Range<Int>, _ body: (_ row: Int, _ classIndex: Int) -> Void) {
    let bitsPerVote = voteByteCount * 8
    let perWord = 8 / voteByteCount
    // The sign of each vote of a word: set where it abstains.
    let signs: UInt64 = voteByteCount == 1 ? 0x8080_8080_8080_8080 : 0x8000_8000_8000_8000
    let classBits: UInt64 = voteByteCount == 1 ? 0x7F : 0x7FFF
    var row = rows.lowerBound
    while row + perWord <= rows.upperBound {
      let word = UInt64(
        littleEndian: start.loadUnaligned(fromByteOffset: row * voteByteCount, as: UInt64.self)
      )
      var votes = ~word & signs
      while votes != 0 {
        let place = votes.trailingZeroBitCount / bitsPerVote
        body(row + place, Int(word >> UInt64(place * bitsPerVote) & classBits))
        votes &= votes &- 1
      }
      row += perWord
    }
    while row < rows.upperBound {
      let classIndex = classIndex(row)
      if classIndex >= 0 { body(row, classIndex) }
      row += 1
    }
  }
}
