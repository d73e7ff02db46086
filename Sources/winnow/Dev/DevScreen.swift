internal import Glibc
internal import PluginHost

/// The rounds on a terminal, with keys.
final class DevScreen {
  /// What the screen shows.
  private enum Page {
    case table
    case documents
    case buckets
  }

  private let terminal: RawTerminal
  private let rounds: DevRounds
  private let watcher: SourceWatcher
  private let task: String
  private var page = Page.table
  private var selected = 0

  init(_ terminal: RawTerminal, _ rounds: DevRounds, _ watcher: SourceWatcher, task: String) {
    self.terminal = terminal
    self.rounds = rounds
    self.watcher = watcher
    self.task = task
  }

  /// Shows rounds until the user quits.
  func run() {
    round()
    while true {
      var entries = [
        pollfd(fd: watcher.descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      ]
      if poll(&entries, 2, -1) < 0 {
        // The terminal has another size.
        draw()
        continue
      }
      if entries[1].revents != 0 {
        for key in terminal.keys() where !handle(key) { return }
        draw()
      }
      if entries[0].revents != 0 {
        // An editor writes more than one file at a time.
        usleep(30_000)
        if watcher.drain() { round() }
      }
    }
  }

  private func round() {
    terminal.draw(["\(task): applying …"])
    _ = rounds.next(onBuild: { terminal.draw(["\(task): compiling …"]) })
    selected = min(selected, max(0, functionCount - 1))
    draw()
  }

  private var functionCount: Int { rounds.finding?.manifest.functions.count ?? 0 }

  /// Acts on a key; `false` to quit.
  private func handle(_ key: RawTerminal.Key) -> Bool {
    switch key {
    case .character("q"): return false
    case .character("n"), .character("j"), .character("\t"), .down: move(by: 1)
    case .character("p"), .character("k"), .up: move(by: -1)
    case .character("d"): page = page == .documents ? .table : .documents
    case .character("b"): page = page == .buckets ? .table : .buckets
    case .character("t"), .escape: page = .table
    default: break
    }
    return true
  }

  private func move(by step: Int) {
    guard functionCount > 0 else { return }
    selected = (selected + step + functionCount) % functionCount
  }

  private func draw() {
    let height = terminal.height
    let style = Console.Stream.output.style
    var head: [String] = []
    if !rounds.problems.isEmpty {
      head = DevText.problems(rounds.problems).map { style.paint($0, .red) } + [""]
      // What is left of the last good round stays in sight.
      head = Array(head.prefix(max(3, height * 2 / 3)))
    }
    guard let finding = rounds.finding else {
      return terminal.draw(head + ["\(task): q quits; the next save is tried again"])
    }
    let faults = DevText.faults(finding).prefix(3)
    let foot =
      [""] + DevText.summary(finding) + faults
      + [style.paint("n next  p previous  d documents  b buckets  t table  q quit", .dim)]
    let room = max(3, height - head.count - foot.count)
    terminal.draw(head + body(finding, room: room) + foot)
  }

  private func body(_ finding: DevRounds.Finding, room: Int) -> [String] {
    let name = finding.manifest.functions[selected].name
    switch page {
    case .table:
      let lines = DevText.table(finding, selected: selected)
      guard lines.count > room else { return lines }
      let rows = Array(lines.dropFirst())
      let first = max(0, min(selected - room / 2, rows.count - (room - 1)))
      return [lines[0]] + rows[first..<(first + room - 1)]
    case .documents:
      let lines = DevDocuments.lines(rounds, function: selected, limit: max(1, room - 2))
      return ["documents of \(name)"] + lines
    case .buckets:
      return ["buckets of \(name)"] + DevText.buckets(finding, function: selected)
    }
  }
}
