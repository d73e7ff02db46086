import LabelIO
import LabelingCore

/// Documents × voters, with what a file of votes says of them.
struct VoteMatrix: Equatable {
  let voters: [String]
  let labelSpace: LabelSpace
  var ids: [String] = []
  /// A column of votes per voter.
  var columns: [[Vote]]

  init(voters: [String], labelSpace: LabelSpace) {
    self.voters = voters
    self.labelSpace = labelSpace
    columns = voters.map { _ in [] }
  }

  mutating func append(id: String, votes: some Collection<Vote>) {
    precondition(votes.count == voters.count, "a row has one vote per voter")
    ids.append(id)
    for (column, vote) in votes.enumerated() { columns[column].append(vote) }
  }

  /// Calls `body` with each row.
  func forEachRow(_ body: (_ id: String, _ votes: UnsafeBufferPointer<Int16>) throws -> Void) throws
  {
    for (row, id) in ids.enumerated() {
      try columns.map { $0[row].rawValue }.withUnsafeBufferPointer { try body(id, $0) }
    }
  }
}

extension VoteTable {
  /// The votes as a matrix, or `nil` when a voter answered a row in several ways.
  func matrix() -> VoteMatrix? {
    var matrix = VoteMatrix(voters: patterns.voters, labelSpace: patterns.labelSpace)
    for (id, x) in zip(ids, patterns.patternOfRow) {
      let entries = patterns.entries(of: Int(x))
      guard Set(entries.map(\.voter)).count == entries.count else { return nil }
      matrix.append(id: id, votes: patterns.votes(of: Int(x)))
    }
    return matrix
  }
}
