/// One function's votes on all documents: a byte each while class indices fit, else two.
package enum VoteColumn: Hashable, Sendable {
  /// Class indices up to 127.
  case narrow([Int8])
  /// Any class index.
  case wide([Int16])

  /// An empty column for a task of this many classes.
  package init(classCount: Int) {
    self = classCount <= Int(Int8.max) ? .narrow([]) : .wide([])
  }

  /// Number of documents.
  package var count: Int {
    switch self {
    case .narrow(let votes): votes.count
    case .wide(let votes): votes.count
    }
  }

  /// The vote on document `row`.
  package subscript(row: Int) -> Vote {
    switch self {
    case .narrow(let votes): Vote(rawValue: Int16(votes[row]))
    case .wide(let votes): Vote(rawValue: votes[row])
    }
  }

  /// Appends votes in document order.
  package mutating func append(contentsOf votes: UnsafeBufferPointer<Int16>) {
    switch self {
    case .narrow(var stored):
      self = .narrow([])
      stored.append(contentsOf: votes.lazy.map { Int8(truncatingIfNeeded: $0) })
      self = .narrow(stored)
    case .wide(var stored):
      self = .wide([])
      stored.append(contentsOf: votes)
      self = .wide(stored)
    }
  }

  /// Appends one vote.
  package mutating func append(_ vote: Vote) {
    withUnsafePointer(to: vote.rawValue) {
      append(contentsOf: UnsafeBufferPointer(start: $0, count: 1))
    }
  }
}
