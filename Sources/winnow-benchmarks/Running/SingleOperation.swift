internal import Foundation
internal import LabelingCore
internal import PluginHost

/// One operation on given files, its figures as a line of JSON: what `Benchmarks/peers.py` calls.
enum SingleOperation {
  /// Runs the operation that the arguments name.
  static func run(_ arguments: Arguments) throws {
    let rounds = try arguments.number("--rounds", default: 1)
    let path = try arguments.value(2, "the file")
    let measurement: Measurement
    switch try arguments.value(1, "the operation") {
    case "parse": measurement = try ParseOperation(path: path).run(rounds: rounds)
    case "apply": measurement = try apply(arguments, corpus: path, rounds: rounds)
    case "fit":
      measurement = try FitOperation(
        name: "votes",
        patterns: votes(arguments, path).patterns(),
        iterations: arguments.number("--iterations", default: 20)
      ).run(rounds: rounds)
    case "model":
      measurement = try LabelModelOperation(votes: votes(arguments, path)).run(rounds: rounds)
    case "analyze":
      measurement = try AnalyzeOperation(votes: votes(arguments, path)).run(rounds: rounds)
    case "label":
      measurement = try EndToEndOperation(
        plugin: arguments.value(3, "the plugin"),
        corpus: path,
        output: arguments.text("--output") ?? "/dev/null",
        functionCount: 0,
        documentCount: arguments.number("--documents", default: 1_000_000)
      ).run(rounds: rounds)
    case "change":
      measurement = try ChangeOperation(
        plugins: TaskPlugins(folder: arguments.text("--folder") ?? ".build/benchmarks"),
        list: FunctionList(path: arguments.value(3, "the list of functions")),
        corpus: path,
        documentCount: arguments.number("--documents", default: 1_000_000)
      ).run(rounds: rounds)
    case let name: throw BenchmarkError("there is no operation '\(name)'")
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    print(String(decoding: try encoder.encode(measurement), as: UTF8.self))
  }

  private static func apply(
    _ arguments: Arguments,
    corpus: String,
    rounds: Int
  ) throws -> Measurement {
    let plugin = try TaskPlugins.load(arguments.value(3, "the plugin"))
    let (measurement, votes) = try ApplyOperation(
      name: "functions",
      plugin: plugin,
      corpus: LoadedCorpus(path: corpus),
      workerCount: arguments.number("--workers", default: 2)
    ).run(rounds: rounds)
    if let path = arguments.text("--votes") {
      let count = plugin.manifest.functions.count
      try ApplyOperation.rowMajor(votes, functionCount: count).write(to: URL(filePath: path))
    }
    return measurement
  }

  private static func votes(_ arguments: Arguments, _ path: String) throws -> FlatVotes {
    try FlatVotes(
      path: path,
      truthPath: arguments.value(3, "the file of true classes"),
      voterCount: arguments.number("--voters", default: 10),
      classCount: arguments.number("--classes", default: 2)
    )
  }
}
