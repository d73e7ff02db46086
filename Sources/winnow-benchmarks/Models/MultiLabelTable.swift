internal import Foundation
internal import LabelIO
internal import LabelModels
internal import LabelingCore

/// How well models of several classes a document do, as Markdown: on the sets of a folder, and on
/// drawn votes.
enum MultiLabelTable {
  private static let draws: [UInt64] = [1, 2, 3]

  static func run(folder: String) throws {
    let sets = try read("\(folder)/several")
    if !sets.isEmpty {
      print("\n#### Several classes a document\n")
      for line in heading { print(line) }
      for set in sets {
        for method in MultiLabelModel.Method.allCases {
          print(row([try score(method, on: set)], method, set.name))
        }
      }
    }
    print("\n#### Several classes a document, drawn votes (mean of \(draws.count) draws)\n")
    for line in heading { print(line) }
    for deniers in [false, true] {
      let drawn = draws.map {
        MultiLabelVotes(
          rowCount: 4000,
          voterCount: 30,
          classCount: 12,
          deniers: deniers,
          seed: $0
        )
      }
      for method in MultiLabelModel.Method.allCases {
        print(row(try drawn.map { try score(method, on: $0) }, method, drawn[0].name))
      }
    }
  }

  private static var heading: [String] {
    [
      ResultTable.row([
        "model", "set", "micro-F1", "macro-F1", "subset accuracy", "log loss", "seconds",
      ]),
      ResultTable.row(["---", "---", "---:", "---:", "---:", "---:", "---:"]),
    ]
  }

  private typealias Score = (report: LabelSetReport, seconds: Double)

  private static func score(
    _ method: MultiLabelModel.Method,
    on set: MultiLabelVotes
  ) throws -> Score {
    let start = ContinuousClock.now
    let fitted = try MultiLabelModel(method: method).fitted(to: set.patterns)
    let probabilities = try fitted.probabilities(of: set.patterns)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let labels = fitted.labelSets(from: probabilities, of: set.patterns, unvoted: true)
    let rows = set.patterns.patternOfRow.map { Int($0) }
    let report = LabelSetReport(
      of: LabelSetRows(
        labelSpace: set.patterns.labelSpace,
        labels: rows.map { labels[$0] },
        gold: set.truth,
        probabilities: probabilities.selecting(rows: rows)
      )
    )
    return (report, seconds)
  }

  private static func row(
    _ scores: [Score],
    _ method: MultiLabelModel.Method,
    _ name: String
  )
    -> String
  {
    func mean(_ value: (LabelSetReport) -> Double?) -> String {
      let sum = scores.reduce(0) { $0 + (value($1.report) ?? .nan) }
      return String(format: "%.3f", sum / Double(scores.count))
    }
    return ResultTable.row([
      method.rawValue, name, mean(\.microF1), mean(\.macroF1), mean(\.subsetAccuracy),
      mean(\.logLoss), String(format: "%.2f", scores.reduce(0) { $0 + $1.seconds }),
    ])
  }

  /// Sets of `votes.csv` and `gold.csv`, in order of their names; none without the folder.
  private static func read(_ folder: String) throws -> [MultiLabelVotes] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return try names.sorted().filter { !$0.hasPrefix(".") }.map { name in
      var file = GoldFile(at: "\(folder)/\(name)/gold.csv")
      file.kind = .several
      var options = VoteReadingOptions()
      options.kind = .several
      options.gold = try file.read()
      let read = try VoteFiles.votes(at: "\(folder)/\(name)/votes.csv", options: options)
      let votes = read.patterns
      return MultiLabelVotes(
        name: name,
        patterns: votes.withoutGold(),
        truth: votes.patternOfRow.map { votes.goldClasses(of: Int($0)) }
      )
    }
  }
}
