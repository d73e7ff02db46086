internal import Platform
internal import PluginHost

/// The rounds as plain lines, where there is no terminal.
struct DevLog {
  private let rounds: DevRounds
  private let watcher: SourceWatcher
  private let isQuiet: Bool

  init(_ rounds: DevRounds, _ watcher: SourceWatcher, isQuiet: Bool) {
    self.rounds = rounds
    self.watcher = watcher
    self.isQuiet = isQuiet
  }

  /// Prints rounds until the process is interrupted.
  func run() throws {
    try round()
    while true {
      guard watcher.descriptor.isReadable(within: nil) else { continue }
      // An editor writes more than one file at a time.
      SystemClock.sleep(for: .milliseconds(30))
      if watcher.drain() { try round() }
    }
  }

  private func round() throws {
    let isNew = rounds.next(onBuild: { if !isQuiet { Console.remark("building …") } })
    guard isNew else { return }
    if !rounds.problems.isEmpty {
      for problem in rounds.problems { Console.print(problem) }
      return
    }
    guard let finding = rounds.finding else { return }
    Console.print(DevText.table(finding))
    for line in DevText.summary(finding) + DevText.faults(finding) { Console.print(line) }
    Console.print("")
    try Console.flush()
  }
}
