internal import LabelStore
internal import LabelingCore

/// The functions' votes on a session's documents.
struct SessionVotes: Sendable {
  /// Names of the functions.
  let functions: [String]
  /// The votes as patterns.
  let patterns: VotePatterns

  /// Reads votes; `nil` when there are no functions.
  init?(_ store: SessionStore, labelSpace: LabelSpace) throws {
    let stored = try store.votes()
    guard let first = stored.first else { return nil }
    functions = stored.map(\.name)
    var builder = VotePatterns.Builder(voters: functions, labelSpace: labelSpace)
    var row = [Int16](repeating: -1, count: stored.count)
    for document in first.votes.indices {
      for (j, column) in stored.enumerated() { row[j] = column.votes[document] }
      row.withUnsafeBufferPointer { builder.append($0) }
    }
    patterns = builder.finish()
  }

  /// The functions that voted on a document, with their votes.
  func votes(on document: Int) -> [FunctionVote] {
    patterns.entries(of: Int(patterns.patternOfRow[document])).map {
      FunctionVote(function: functions[Int($0.voter)], vote: Vote(classIndex: Int($0.classIndex)))
    }
  }
}
