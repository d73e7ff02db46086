internal import Platform

/// Measures what Winnow does, stage by stage; see `Benchmarks/README.md`.
@main
enum WinnowBenchmarks {
  private static let usage = """
    usage: winnow-benchmarks [measure] [--quick] [--rounds N] [--json FILE]
           winnow-benchmarks models FOLDER [--only TABLES] [--json FILE]
           winnow-benchmarks rounds [--documents N | --corpus FILE.jsonl --truth FILE]
           winnow-benchmarks task FUNCTIONS COUNT NAME      (COUNT may be 'closures')
           winnow-benchmarks one OPERATION FILE …           (see Benchmarks/peers.py)
    """

  static func main() {
    CurrentProcess.writeByLines()
    do {
      let arguments = try Arguments(CommandLine.arguments.dropFirst())
      if arguments.has("--help") { return print(usage) }
      switch arguments.values.first ?? "measure" {
      case "measure": try measure(arguments)
      case "models": try ModelTable.run(arguments)
      case "rounds": try rounds(arguments)
      case "task": try task(arguments)
      case "one": try SingleOperation.run(arguments)
      default: throw BenchmarkError(usage)
      }
    } catch {
      try? FileDescriptor.standardError.writeAll(Array("error: \(error)\n".utf8))
      CurrentProcess.exit(1)
    }
  }

  private static func measure(_ arguments: Arguments) throws {
    let machine = Machine.current
    print("\(machine.processor), \(machine.coreCount) cores, \(machine.system)")
    print("\(machine.swift), commit \(machine.commit)\n")
    var suite = try Suite(
      folder: folder(arguments),
      functions: arguments.text("--functions") ?? "Benchmarks/functions.json",
      isQuick: arguments.has("--quick"),
      rounds: arguments.number("--rounds", default: 5)
    )
    try suite.run()
    let report = BenchmarkReport(machine: machine, measurements: suite.measurements)
    try report.write(to: arguments.text("--json") ?? "\(suite.folder)/results.json")
  }

  private static func rounds(_ arguments: Arguments) throws {
    for line in ResultTable.heading { print(line) }
    if let path = arguments.text("--corpus"), let truth = arguments.text("--truth") {
      return try rounds(RoundCorpus(path: path, truthPath: truth))
    }
    for size in arguments.text("--documents").map({ [Int($0) ?? 0] }) ?? [100_000, 1_000_000] {
      try rounds(RoundCorpus(documentCount: size))
    }
  }

  private static func rounds(_ corpus: RoundCorpus) throws {
    for measurement in try RoundOperation(corpus: corpus).run() {
      print(ResultTable.row(measurement))
    }
  }

  private static func task(_ arguments: Arguments) throws {
    let list = try FunctionList(path: arguments.value(1, "the list of functions"))
    let count = try arguments.value(2, "the number of functions")
    guard
      let source = count == "closures"
        ? list.closureSource : Int(count).map({ list.taskSource(count: $0) })
    else { throw BenchmarkError("invalid number of functions '\(count)'") }
    let name = try arguments.value(3, "the plugin's name")
    let plugins = TaskPlugins(folder: folder(arguments))
    print(try plugins.build(source, classes: list.classes, as: name))
  }

  private static func folder(_ arguments: Arguments) -> String {
    arguments.text("--folder") ?? ".build/benchmarks"
  }
}
