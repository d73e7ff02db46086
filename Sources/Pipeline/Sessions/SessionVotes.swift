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
    for document in 0..<(first.bytes.count / 2) {
      for (j, column) in stored.enumerated() { row[j] = Self.vote(document, column.bytes) }
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

  /// A column of votes as it is stored.
  static func bytes(_ votes: [Int16]) -> [UInt8] {
    votes.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
  }

  private static func vote(_ document: Int, _ bytes: [UInt8]) -> Int16 {
    Int16(truncatingIfNeeded: Int(bytes[2 * document]) | Int(bytes[2 * document + 1]) << 8)
  }
}
