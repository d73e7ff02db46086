package import LabelingCore

/// Vote patterns from the forms that tests write.
package enum Patterns {
  /// Rows of class indices, −1 where a voter abstains; classes are named by their indices.
  ///
  /// - Parameters:
  ///   - matrix: *n* documents × *m* voters.
  ///   - classCount: The number of classes.
  ///   - gold: The class of each document, −1 where unknown.
  /// - Returns: Patterns of voters named `f0`, `f1` and so on.
  package static func of(
    matrix: [[Int]],
    classCount: Int,
    gold: [Int]? = nil
  ) -> VotePatterns {
    var builder = VotePatterns.Builder(
      voters: (matrix.first ?? []).indices.map { "f\($0)" },
      labelSpace: .numbered(classCount)
    )
    for (i, row) in matrix.enumerated() {
      row.map(Int16.init).withUnsafeBufferPointer {
        builder.append($0, gold: Vote(classIndex: gold?[i] ?? -1))
      }
    }
    return builder.finish()
  }

  /// Answers in long form; items and voters in order of appearance, classes sorted.
  package static func of(
    answers: [(item: String, voter: String, label: String)],
    gold: [String: String] = [:]
  ) -> (patterns: VotePatterns, items: [String]) {
    var items = FieldTable()
    let voters = FieldTable(answers.map(\.voter))
    let space = LabelSpace(Set(answers.map(\.label)).sorted())
    var rows: [[VotePatterns.Entry]] = []
    for answer in answers {
      let item = items.index(adding: answer.item)
      if item == rows.count { rows.append([]) }
      if let voter = voters.index(of: answer.voter), let vote = space.vote(for: answer.label) {
        rows[item].append(VotePatterns.Entry(voter: voter, ballot: vote.classIndex))
      }
    }
    var builder = VotePatterns.Builder(voters: voters.names, labelSpace: space)
    for (item, row) in rows.enumerated() {
      let label = gold[items.names[item]].flatMap { space.vote(for: $0) }
      builder.append(entries: row, gold: label ?? .abstain)
    }
    return (builder.finish(), items.names)
  }
}

extension LabelSpace {
  /// Classes named by their indices.
  package static func numbered(_ count: Int) -> LabelSpace {
    LabelSpace((0..<count).map(String.init))
  }
}
