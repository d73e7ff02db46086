internal import LabelingCore

/// Columns among votes that are none: texts, and labels that are known.
enum VoterSuspicion {
  /// Names that columns of text have, in small letters.
  private static let textNames: Set<ExactString> = [
    "text", "content", "body", "message", "comment", "review", "sentence", "title", "subject",
    "description", "document", "post", "tweet", "question", "answer", "url", "name", "date",
  ]
  /// Names that columns of known labels have, in small letters.
  private static let goldNames: Set<ExactString> = [
    "gold", "gold_label", "label_gold", "goldlabel", "label", "labels", "truth", "ground_truth",
    "true_label", "target", "class", "y", "confidence",
  ]
  /// From this many cells on, a column goes by its values whatever it is called.
  private static let leastCells = 10

  /// Voters that are called as known labels are.
  static func goldlike(_ voters: [String]) -> [String] {
    voters.filter { goldNames.contains(ExactString($0.lowercased())) }
  }

  /// Refuses a column with another value in nearly every row that no other column has.
  ///
  /// - Throws: ``LabelIOError/notVotes(column:valueCount:rowCount:others:path:)``.
  /// - Complexity: O(entries + voters · sets).
  static func refuseTexts(among votes: VotePatterns, of path: String) throws {
    // Where documents have several classes, of what is said of each: sets of them are many.
    let isOfSeveral = votes.kind == .several
    let (m, k) = (
      votes.voters.count,
      isOfSeveral ? 2 * votes.labelSpace.classCount : votes.ballots.sets.count
    )
    // Fewer classes than that cannot make a text of any column.
    guard m > 0, k > 1 else { return }
    var uses = [Bool](repeating: false, count: m * k)
    var cells = [Int](repeating: 0, count: m)
    for x in 0..<votes.patternCount {
      for entry in votes.entries(of: x) {
        let ballot = Int(entry.ballot)
        let values =
          isOfSeveral ? votes.ballots.classes(of: ballot) : [votes.ballots.ballots[ballot].set]
        for value in values { uses[Int(entry.voter) * k + value] = true }
        cells[Int(entry.voter)] += votes.counts[x] * values.count
      }
    }
    let userCounts = (0..<k).map { y in (0..<m).count { uses[$0 * k + y] } }
    for voter in 0..<m where cells[voter] > 1 {
      let used = (0..<k).filter { uses[voter * k + $0] }
      let own = used.count { userCounts[$0] == 1 }
      let isText = textNames.contains(ExactString(votes.voters[voter].lowercased()))
      guard used.count * 5 >= cells[voter] * 4, own * 5 >= used.count * 4,
        isText || cells[voter] >= leastCells
      else { continue }
      throw LabelIOError.notVotes(
        column: votes.voters[voter],
        valueCount: used.count,
        rowCount: cells[voter],
        others: votes.voters.filter {
          let name = ExactString($0.lowercased())
          return !textNames.contains(name) && !goldNames.contains(name)
            && !$0.isExactly(votes.voters[voter])
        },
        path: path
      )
    }
  }
}
