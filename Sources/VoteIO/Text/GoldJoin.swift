internal import LabelingCore

/// Looks up gold labels by id while rows are read, and counts which were used.
struct GoldJoin {
  private let table: GoldTable?
  private let votes: [Int16]
  private var isUsed: [Bool]

  /// Resolves all labels of a table, so that its classes are known like those of votes.
  init(_ table: GoldTable?, _ resolver: inout ClassResolver) throws {
    self.table = table
    votes = try table?.votes(&resolver) ?? []
    isUsed = [Bool](repeating: false, count: votes.count)
  }

  /// The gold label of a row; abstain where there is none.
  mutating func label(of id: String) -> Vote {
    guard let row = table?.row(of: id) else { return .abstain }
    isUsed[row] = true
    return Vote(rawValue: votes[row])
  }

  /// Ids of the table that were never asked for.
  var unmatchedCount: Int { isUsed.count { !$0 } }
}
