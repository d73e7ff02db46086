extension VotePatterns {
  private static let blockRowCount = 4096

  /// The patterns of columns of votes, one column per voter.
  ///
  /// - Parameters:
  ///   - columns: Each voter's votes on all rows, all of the same number.
  ///   - voters: Names of the voters.
  ///   - labelSpace: The classes.
  ///   - kind: How many classes a document has.
  ///   - gold: What gold says of each row; `nil` for nothing of any.
  /// - Complexity: O(*n* · *m*).
  package init(
    of columns: [VoteColumnView],
    voters: [String],
    labelSpace: LabelSpace,
    kind: LabelKind = .one,
    gold: GoldColumn? = nil
  ) {
    var register = BallotRegister(classCount: labelSpace.classCount, kind: kind)
    // Of a column of classes alone the indices are those of the register.
    let indices = columns.map { column -> [Int16]? in
      guard !column.others.isEmpty else { return nil }
      return (0..<labelSpace.classCount).map { Int16($0) }
        + column.others.map { register.index(adding: $0) ?? -1 }
    }
    let labels = gold?.provisional(of: labelSpace)
    var builder = Builder(voters: voters, labelSpace: labelSpace)
    let rowCount = columns.first?.count ?? 0
    var block: [Int16] = []
    for first in stride(from: 0, to: rowCount, by: Self.blockRowCount) {
      let rows = first..<min(first + Self.blockRowCount, rowCount)
      if block.count != columns.count * rows.count {
        block = [Int16](repeating: -1, count: columns.count * rows.count)
      }
      block.withUnsafeMutableBufferPointer { block in
        for (voter, column) in columns.enumerated() {
          let votes = UnsafeMutableBufferPointer(
            rebasing: block[(voter * rows.count)..<((voter + 1) * rows.count)]
          )
          column.copyVotes(in: rows, into: votes)
          guard let indices = indices[voter] else { continue }
          for place in votes.indices where votes[place] >= 0 {
            votes[place] = indices[Int(votes[place])]
          }
        }
        builder.append(
          columns: UnsafeBufferPointer(block),
          rowCount: rows.count,
          gold: labels.map { Array($0.labels[rows]) }
        )
      }
    }
    let votes = builder.finish(saying: register)
    self = labels.map { votes.resolvingGold($0.meanings) } ?? votes
  }
}
