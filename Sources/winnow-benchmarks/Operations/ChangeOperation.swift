internal import Platform
internal import PluginHost

/// One function of a task is changed, and the new table of all functions is shown.
///
/// The other functions' votes come from the workspace. Compiling the task is
/// counted and also reported as `build_s`.
struct ChangeOperation {
  let plugins: TaskPlugins
  let list: FunctionList
  let corpus: String
  let documentCount: Int

  func run(rounds: Int) throws -> Measurement {
    let program = "\(ExecutablePath.folder)/winnow"
    let analyze = ["analyze", plugins.package, corpus, "--quiet"]
    try plugins.write(list.taskSource(count: 50), classes: list.classes)
    try MeasuredProgram.run(program, analyze)
    var facts: [String: Double] = [:]
    var seconds: [Double] = []
    for round in 0..<rounds {
      let word = "other\(CurrentProcess.id)x\(round)"
      try plugins.write(list.taskSource(count: 50, changingFirstTo: word), classes: list.classes)
      let start = ContinuousClock.now
      try MeasuredProgram.run(program, ["build", plugins.package])
      let built = ContinuousClock.now
      try MeasuredProgram.run(program, analyze)
      let end = ContinuousClock.now
      seconds.append((end - start) / .seconds(1))
      facts = [
        "build_s": (built - start) / .seconds(1), "table_s": (end - built) / .seconds(1),
      ]
    }
    return Measurement(
      "change one of 50 functions",
      documentCount: documentCount,
      seconds: seconds,
      facts: facts
    )
  }
}
