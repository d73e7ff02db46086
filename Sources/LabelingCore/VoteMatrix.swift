/// The label matrix *L*: *n* documents × *m* voters, a column per voter.
///
/// A voter is a labeling function or an annotator who answers each document
/// at most once. Memory is *n* · *m* bytes for up to 127 classes.
package struct VoteMatrix: Hashable, Sendable {
  /// Names of the voters; unique, in column order.
  package let voters: [String]
  /// The classes votes are for.
  package let labelSpace: LabelSpace
  /// Document ids in row order; unique.
  package var ids: [String]
  /// A column of votes per voter, each as long as `ids`.
  package var columns: [VoteColumn]

  /// Creates a matrix without documents.
  package init(voters: [String], labelSpace: LabelSpace) {
    self.voters = voters
    self.labelSpace = labelSpace
    self.ids = []
    self.columns = voters.map { _ in VoteColumn(classCount: labelSpace.classCount) }
  }

  /// Number of documents, *n*.
  package var documentCount: Int { ids.count }

  /// Appends one document's votes, one per voter in column order.
  package mutating func append(id: String, votes: some Collection<Vote>) {
    precondition(votes.count == voters.count, "a row has one vote per voter")
    ids.append(id)
    for (column, vote) in votes.enumerated() { columns[column].append(vote) }
  }

  /// The distinct rows with their counts, and which of them each document has.
  ///
  /// - Parameter gold: Gold label per document, abstain where unknown; `nil` for none.
  /// - Returns: Patterns whose rows are the matrix's documents, in order.
  package func patterns(gold: [Vote]? = nil) -> VotePatterns {
    var builder = VotePatterns.Builder(voters: voters, labelSpace: labelSpace)
    var row = [Int16](repeating: -1, count: voters.count)
    for document in 0..<documentCount {
      for (j, column) in columns.enumerated() { row[j] = column[document].rawValue }
      row.withUnsafeBufferPointer { builder.append($0, gold: gold?[document] ?? .abstain) }
    }
    return builder.finish()
  }
}
