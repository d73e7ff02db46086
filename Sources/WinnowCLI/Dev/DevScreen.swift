internal import Platform
internal import PluginHost

/// The rounds on a terminal, with keys.
final class DevScreen {
  /// What the screen shows.
  private enum Page {
    case table
    case documents
    case buckets
  }

  private let rounds: DevRounds
  private let watcher: SourceWatcher
  private let task: String
  private var keys = KeyDecoder()
  private var page = Page.table
  private var documents = DevDocuments()
  private var room = 1
  private var selected = 0

  init(_ rounds: DevRounds, _ watcher: SourceWatcher, task: String) {
    self.rounds = rounds
    self.watcher = watcher
    self.task = task
  }

  /// Shows rounds until the user quits.
  func run() {
    RawTerminal.enter()
    defer { RawTerminal.leave() }
    allowInterruption()
    round()
    while true {
      let found = FileDescriptor.wait(
        toRead: [watcher.descriptor, .standardInput, SavedTerminal.wake?.reading],
        // A lone escape is a key when nothing follows it for a moment.
        upTo: keys.isWaiting ? .milliseconds(50) : nil
      )
      let ready = if case .readable(let ready) = found { ready } else { [false, false, false] }
      if found == .timedOut || ready[1] || ready[2] {
        guard takeKeys(isFinal: found == .timedOut) else { return }
        draw()
      }
      if ready[0] {
        // An editor writes more than one file at a time.
        SystemClock.sleep(for: .milliseconds(30))
        if watcher.drain() { round() }
      }
    }
  }

  /// Lets control-C end a round that takes long, and keeps control-Z from leaving the screen.
  private func allowInterruption() {
    TerminalSettings(of: .standardInput)?.interruptible.apply(to: .standardInput)
  }

  /// Acts on what was pressed; `false` to quit.
  private func takeKeys(isFinal: Bool) -> Bool {
    switch RawTerminal.read(within: .zero) {
    case .bytes(let bytes): keys.add(bytes)
    case .redraw: allowInterruption()
    case .nothing: break
    case .end: return false
    }
    while let key = keys.next(isFinal: isFinal) {
      if !handle(key) { return false }
    }
    return true
  }

  private func show(_ lines: [StyledText]) {
    Console.draw(Array(lines.prefix(RawTerminal.size.rows)))
  }

  private func show(_ line: String) { show([StyledText(line)]) }

  private func round() {
    show("\(task): applying …")
    _ = rounds.next(onBuild: { show("\(task): compiling …") })
    selected = min(selected, max(0, functionCount - 1))
    draw()
  }

  private var functionCount: Int { rounds.finding?.manifest.functions.count ?? 0 }

  /// Acts on a key; `false` to quit.
  private func handle(_ key: Key) -> Bool {
    switch key {
    case .character("q"): return false
    case .character("n"), .character("j"), .control("i"), .down: move(by: 1)
    case .character("p"), .character("k"), .up: move(by: -1)
    case .character("d"): page = page == .documents ? .table : .documents
    case .character("b"): page = page == .buckets ? .table : .buckets
    case .character("t"), .escape: page = .table
    case .character("w") where page == .documents: documents.toggleWrong()
    case .character("e") where page == .documents: documents.toggleWhole()
    case .pageDown, .character(" "): if page == .documents { documents.nextPage(of: room) }
    case .pageUp, .character("-"): if page == .documents { documents.previousPage(of: room) }
    default: break
    }
    return true
  }

  private func move(by step: Int) {
    guard functionCount > 0 else { return }
    selected = (selected + step + functionCount) % functionCount
  }

  private func draw() {
    let height = RawTerminal.size.rows
    var head: [StyledText] = []
    if !rounds.problems.isEmpty {
      head = DevText.problems(rounds.problems).map { StyledText($0, .bad) } + [""]
      // What is left of the last good round stays in sight.
      head = Array(head.prefix(max(3, height * 2 / 3)))
    }
    guard let finding = rounds.finding else {
      return show(head + ["\(task): q quits; the next save is tried again"])
    }
    let faults = Array(DevText.faults(finding).prefix(3))
    let foot =
      [""] + DevText.summary(finding) + faults + keyLines
    room = max(3, height - head.count - foot.count)
    show(head + body(finding, room: room) + foot)
  }

  private var keyLines: [StyledText] {
    let common = "n next  p previous  d documents  b buckets  t table  q quit"
    guard page == .documents else { return [StyledText(common, .dim)] }
    let own =
      "space next page  - page before  w \(documents.isOnlyWrong ? "all" : "only wrong ones")  "
      + "e \(documents.isWhole ? "one line each" : "whole texts")"
    return [StyledText(own, .dim), StyledText(common, .dim)]
  }

  private func body(_ finding: DevRounds.Finding, room: Int) -> [StyledText] {
    let name = finding.manifest.functions[selected].name
    switch page {
    case .table:
      let lines = DevText.table(finding, selected: selected)
      guard lines.count > room else { return lines }
      let rows = Array(lines.dropFirst())
      // A function has several lines where documents have several classes.
      let line = rows.firstIndex { $0.text.hasPrefix(DevText.selectionMark) } ?? selected
      let first = max(0, min(line - room / 2, rows.count - (room - 1)))
      return [lines[0]] + rows[first..<(first + room - 1)]
    case .documents:
      return documents.lines(rounds, function: selected, room: room)
    case .buckets:
      return ["buckets of \(name)"] + DevText.buckets(finding, function: selected)
    }
  }
}
