internal import Foundation
internal import LabelingCore
internal import PluginHost

/// Every stage at 100 thousand and 1 million documents, each on its own data.
struct Suite {
  /// Data, plugins and output are kept here.
  let folder: String
  let isQuick: Bool
  let rounds: Int
  let list: FunctionList
  private(set) var measurements: [Measurement] = []

  init(folder: String, functions: String, isQuick: Bool, rounds: Int) throws {
    self.folder = folder
    self.isQuick = isQuick
    self.rounds = rounds
    list = try FunctionList(path: functions)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  /// Runs everything, printing rows as they come.
  mutating func run() throws {
    let plugins = TaskPlugins(folder: folder)
    var built: [(name: String, path: String)] = []
    for count in [10, 20, 50] {
      let source = list.taskSource(count: count)
      let path = try plugins.build(source, classes: list.classes, as: "Own\(count)")
      built.append(("\(count) functions", path))
    }
    let closures = try plugins.build(list.closureSource, classes: list.classes, as: "OwnClosures")
    var generator = CorpusGenerator(list)
    for line in ResultTable.heading { print(line) }
    add(try StartOperation.run(rounds: 10))
    let pages = try LoadedCorpus(path: generator.pages(count: 20_000, in: folder))
    for workers in [1, 2] {
      _ = try apply("50 functions to 1,900 bytes", built[2].path, pages, workers)
    }
    for size in isQuick ? [100_000] : [100_000, 1_000_000] {
      let files = try generator.files(documentCount: size, in: folder)
      for path in files.all { add(try ParseOperation(path: path).run(rounds: rounds)) }
      try runOnDocuments(files.jsonl, [built[0], ("10 closures", closures), built[2]])
      for (voters, classes) in [(10, 2), (50, 10)] {
        try runOnVotes(
          FlatVotes(rowCount: size, voterCount: voters, classCount: classes, seed: 1)
        )
      }
      add(
        try EndToEndOperation(
          plugin: built[1].path,
          corpus: files.jsonl,
          output: "\(folder)/labels.jsonl",
          functionCount: 20,
          documentCount: size
        ).run(rounds: rounds)
      )
      add(
        try ChangeOperation(
          plugins: plugins,
          list: list,
          corpus: files.jsonl,
          documentCount: size
        ).run(rounds: min(rounds, 2))
      )
    }
  }

  /// Applies, compresses and writes.
  private mutating func runOnDocuments(
    _ path: String,
    _ plugins: [(name: String, path: String)]
  ) throws {
    let corpus = try LoadedCorpus(path: path)
    let labelSpace = LabelSpace(list.classes)
    var last: VotePatterns?
    for (name, path) in plugins {
      for workers in [1, 2] {
        let (votes, count) = try apply(name, path, corpus, workers)
        guard workers == 2 else { continue }
        let compress = CompressOperation(
          name: name,
          votes: votes,
          functionCount: count,
          labelSpace: labelSpace
        )
        let compressed = compress.run(rounds: rounds)
        add(compressed.measurement)
        last = compressed.patterns
      }
    }
    if let last {
      let write = WriteOperation(corpus: corpus, patterns: last, path: "\(folder)/written.jsonl")
      add(try write.run(rounds: rounds))
    }
  }

  /// Votes and how many functions gave them.
  private mutating func apply(
    _ name: String,
    _ path: String,
    _ corpus: LoadedCorpus,
    _ workerCount: Int
  ) throws -> (votes: ApplyOperation.Votes, functionCount: Int) {
    let plugin = try TaskPlugins.load(path)
    let operation = ApplyOperation(
      name: name,
      plugin: plugin,
      corpus: corpus,
      workerCount: workerCount
    )
    let (measurement, votes) = try operation.run(rounds: rounds)
    add(measurement)
    return (votes, plugin.manifest.functions.count)
  }

  /// Fits and analyzes.
  private mutating func runOnVotes(_ votes: FlatVotes) throws {
    let patterns = votes.patterns()
    add(
      try FitOperation(
        name: "\(votes.voterCount)×\(votes.classCount)",
        patterns: patterns,
        iterations: 20
      ).run(rounds: rounds)
    )
    add(try LabelModelOperation(votes: votes).run(rounds: rounds))
    if votes.classCount > 2 {
      let several = MultiLabelVotes(
        rowCount: votes.rowCount,
        voterCount: votes.voterCount,
        classCount: votes.classCount,
        deniers: true,
        seed: 1
      )
      add(try MultiLabelOperation(votes: several).run(rounds: rounds))
    }
    add(AnalyzeOperation(votes: votes).run(rounds: rounds))
  }

  private mutating func add(_ measurement: Measurement) {
    measurements.append(measurement)
    print(ResultTable.row(measurement))
  }
}
