import LabelingCore

/// Vote patterns from the forms that tests write.
enum Patterns {
  /// Rows of class indices, −1 where a voter abstains.
  static func of(matrix: [[Int]], classCount: Int, gold: [Int]? = nil) -> VotePatterns {
    var builder = VotePatterns.Builder(
      voters: (matrix.first ?? []).indices.map { "f\($0)" },
      labelSpace: LabelSpace((0..<classCount).map(String.init))
    )
    for (i, row) in matrix.enumerated() {
      row.map(Int16.init).withUnsafeBufferPointer {
        builder.append($0, gold: Vote(classIndex: gold?[i] ?? -1))
      }
    }
    return builder.finish()
  }

  /// Answers in long form; items and workers in order of appearance, classes sorted.
  static func of(
    answers: [(item: String, worker: String, label: String)],
    gold: [String: String] = [:]
  ) -> (patterns: VotePatterns, items: [String]) {
    let items = unique(answers.map(\.item))
    let workers = unique(answers.map(\.worker))
    let space = LabelSpace(Set(answers.map(\.label)).sorted())
    var builder = VotePatterns.Builder(voters: workers, labelSpace: space)
    for item in items {
      let entries = answers.filter { $0.item == item }.compactMap { answer in
        workers.firstIndex(of: answer.worker).flatMap { worker in
          space.vote(for: answer.label).map {
            VotePatterns.Entry(voter: worker, classIndex: $0.classIndex)
          }
        }
      }
      builder.append(
        entries: entries,
        gold: gold[item].flatMap { space.vote(for: $0) } ?? .abstain
      )
    }
    return (builder.finish(), items)
  }

  private static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}
