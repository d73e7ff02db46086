internal import LabelModels
internal import LabelingCore

/// A model of several classes a document, as tables compare it.
struct MultiLabelContender: Sendable {
  /// Labels and probabilities of each row.
  typealias Prediction = (labels: [[Int]?], probabilities: SoftLabels)

  let name: String
  let predict: @Sendable (MultiLabelVotes) throws -> Prediction

  /// The default, majority vote, and Dawid and Skene's model class by class.
  static let all =
    MultiLabelModel.Method.allCases.map { method in
      MultiLabelContender(name: method.rawValue) { try pooled(method, $0) }
    } + [
      MultiLabelContender(name: "Dawid-Skene per class, silence ignored") {
        try dawidSkene(.ignored, $0)
      },
      MultiLabelContender(name: "Dawid-Skene per class, silence an answer") {
        try dawidSkene(.category, $0)
      },
    ]

  private static func pooled(
    _ method: MultiLabelModel.Method,
    _ set: MultiLabelVotes
  ) throws -> Prediction {
    let fitted = try MultiLabelModel(method: method).fitted(to: set.patterns)
    let probabilities = try fitted.probabilities(of: set.patterns)
    let labels = fitted.labelSets(from: probabilities, of: set.patterns, unvoted: true)
    let rows = set.patterns.patternOfRow.map { Int($0) }
    return (rows.map { labels[$0] }, probabilities.selecting(rows: rows))
  }

  /// A class that nobody speaks of is absent.
  private static func dawidSkene(
    _ silence: DawidSkene.Silence,
    _ set: MultiLabelVotes
  ) throws -> Prediction {
    let k = set.patterns.labelSpace.classCount
    var values = [Double](repeating: 0, count: set.truth.count * k)
    for c in 0..<k {
      var builder = VotePatterns.Builder(
        voters: set.patterns.voters,
        labelSpace: LabelSpace(["absent", "present"])
      )
      for pattern in set.patterns.patternOfRow {
        builder.append(
          entries: set.patterns.entries(of: Int(pattern)).flatMap { entry in
            set.patterns.ballots.classes(of: Int(entry.ballot)).filter { $0 % k == c }.map {
              VotePatterns.Entry(voter: Int(entry.voter), ballot: $0 < k ? 1 : 0)
            }
          }
        )
      }
      let votes = builder.finish()
      let posteriors = try DawidSkene(silence: silence).fitted(to: votes).posteriors(of: votes)
      for (row, pattern) in votes.patternOfRow.enumerated()
      where !votes.entries(of: Int(pattern)).isEmpty || silence == .category {
        values[row * k + c] = Array(posteriors[row: Int(pattern)])[1]
      }
    }
    let probabilities = SoftLabels(classCount: k, values: values)
    let labels = set.truth.indices.map { row in
      probabilities[row: row].enumerated().filter { $1 > 0.5 }.map(\.offset)
    }
    return (labels, probabilities)
  }
}
