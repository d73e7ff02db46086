internal import Foundation
internal import LabelIO
internal import LabelModels
internal import LabelingCore
internal import PluginHost

/// How well models of several classes a document do, as Markdown: on the shipped task, on the sets
/// of a folder, and on drawn votes.
enum MultiLabelTable {
  private static let draws: [UInt64] = [1, 2, 3]

  static func run(folder: String) throws {
    let sets = [try shipped()] + (try read("\(folder)/several"))
    print("\n#### Several classes a document\n")
    let compared = ["micro-F1 − majority vote", "log loss − majority vote"]
    for line in heading(compared) { print(line) }
    for set in sets {
      let predictions = try MultiLabelContender.all.map { ($0, try $0.predict(set)) }
      let majority = predictions[1].1
      for (contender, prediction) in predictions {
        let difference = MultiLabelDifference(of: prediction, minus: majority, truth: set.truth)
        let isMajority = contender.name == MultiLabelModel.Method.majorityVote.rawValue
        print(
          row(
            [report(prediction, on: set)],
            contender.name,
            set.name,
            isMajority ? ["", ""] : [difference.microF1, difference.logLoss]
          )
        )
      }
    }
    print("\n#### Several classes a document, drawn votes (mean of \(draws.count) draws)\n")
    for line in heading([]) { print(line) }
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
      for contender in MultiLabelContender.all {
        let reports = try drawn.map { report(try contender.predict($0), on: $0) }
        print(row(reports, contender.name, drawn[0].name, []))
      }
    }
  }

  private static func heading(_ further: [String]) -> [String] {
    let scores = ["micro-F1", "macro-F1", "subset accuracy", "log loss"] + further
    return [
      ResultTable.row(["model", "set"] + scores),
      ResultTable.row(["---", "---"] + scores.map { _ in "---:" }),
    ]
  }

  private static func report(
    _ prediction: MultiLabelContender.Prediction,
    on set: MultiLabelVotes
  ) -> LabelSetReport {
    LabelSetReport(
      of: LabelSetRows(
        labelSpace: set.patterns.labelSpace,
        labels: prediction.labels,
        gold: set.truth,
        probabilities: prediction.probabilities
      )
    )
  }

  private static func row(
    _ reports: [LabelSetReport],
    _ model: String,
    _ set: String,
    _ further: [String]
  ) -> String {
    func mean(_ value: (LabelSetReport) -> Double?) -> String {
      let sum = reports.reduce(0) { $0 + (value($1) ?? .nan) }
      return String(format: "%.3f", sum / Double(reports.count))
    }
    let scores = [mean(\.microF1), mean(\.macroF1), mean(\.subsetAccuracy), mean(\.logLoss)]
    return ResultTable.row([model, set] + scores + further)
  }

  /// The votes of the shipped task on its corpus.
  private static func shipped() throws -> MultiLabelVotes {
    let corpus = "Datasets/requests/requests.csv"
    let folder = ".build/benchmarks/several"
    let votes = "\(folder)/requests.csv"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try MeasuredProgram.run(
      "\(ExecutablePath.folder)/winnow",
      ["apply", "RequestTopics", corpus, "--output", votes]
    )
    var gold = GoldFile(at: corpus)
    gold.labelFields = ["topics"]
    return try read(name: "requests", votes: votes, gold: gold)
  }

  /// Sets of `votes.csv` and `gold.csv`, in order of their names; none without the folder.
  private static func read(_ folder: String) throws -> [MultiLabelVotes] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return try names.sorted().filter { !$0.hasPrefix(".") }.map { name in
      try read(
        name: name,
        votes: "\(folder)/\(name)/votes.csv",
        gold: GoldFile(at: "\(folder)/\(name)/gold.csv")
      )
    }
  }

  private static func read(
    name: String,
    votes path: String,
    gold file: GoldFile
  ) throws -> MultiLabelVotes {
    var file = file
    file.kind = .several
    var options = VoteReadingOptions()
    options.kind = .several
    options.gold = try file.read()
    let votes = try VoteFiles.votes(at: path, options: options).patterns
    return MultiLabelVotes(
      name: name,
      patterns: votes.withoutGold(),
      truth: votes.patternOfRow.map { votes.goldClasses(of: Int($0)) }
    )
  }
}
