internal import Platform
internal import PluginABI

/// One worker process with its board, its bell, its output and its arenas.
///
/// The host trusts nothing that a process does: it waits for none without a limit, reads only
/// what has arrived, and ends it together with all that its functions have started. Arenas
/// outlive the process, so a successor finds the batch as it was left.
struct WorkerProcess: ~Copyable {
  /// How waiting for an answer ended.
  enum Outcome {
    case answered
    /// The process has ended; how, in words.
    case ended(String)
    case overdue
  }

  /// Rung when there is an answer; `nil` when the process has closed it.
  private(set) var bell: FileDescriptor?
  /// What the process prints; `nil` when it has closed it.
  private(set) var output: FileDescriptor?
  private var process: ChildProcess?
  private let arguments: [String]
  private let board: Board
  /// What the process has printed and nobody has taken.
  private var printed: [UInt8] = []

  /// How often the board is looked at, while a bell rings and when it is gone.
  private static let pollingTimes = (
    withBell: Duration.milliseconds(50), without: Duration.milliseconds(2)
  )

  /// Prepares a process; ``start(arenas:)`` runs it.
  init(executable: String, mode: String, plugin: String) throws(PluginError) {
    arguments = [executable, mode, plugin]
    board = try Board(hasAnswers: mode != "apply")
  }

  deinit {
    if let process { _ = Self.kill(process) }
    bell?.close()
    output?.close()
  }

  /// Starts the process with these arenas.
  mutating func start(arenas: [FileDescriptor]) throws(PluginError) {
    closeEnds()
    board.clear(arenaCount: arenas.count)
    let rings = try Self.pipe()
    defer { rings.writing.close() }
    bell = rings.reading
    let prints = try Self.pipe()
    defer { prints.writing.close() }
    output = prints.reading
    for end in [prints.reading, rings.reading, rings.writing] { end.setNonblocking() }

    // The worker closes what it finds behind these: descriptors of whoever started this process.
    var launch = ChildProcess.Launch(arguments)
    launch.output = prints.writing
    launch.errors = prints.writing
    launch.others = [
      (rings.writing, Int32(WINNOW_BELL_FD)), (board.file, Int32(WINNOW_BOARD_FD)),
    ]
    for (slot, arena) in arenas.enumerated() {
      launch.others.append((arena, Int32(WINNOW_ARENA_FD) + Int32(slot)))
    }
    // A backtrace would take longer than the restart.
    launch.environment["SWIFT_BACKTRACE"] = "enable=no"
    // A group is killed as a whole.
    launch.leadsGroup = true
    process = try SystemCall.check("posix_spawn '\(arguments[0])'", ChildProcess(launch))
  }

  /// Hands the arena of a slot over.
  func ask(slot: Int, byteCount: Int) { board.ask(slot: slot, byteCount: byteCount) }

  /// Takes an answer; `false` when there is none yet.
  func takeAnswer() -> Bool { board.takeAnswer() }

  /// The bytes of the answer that was taken.
  var answer: [UInt8] { board.answer }

  /// Whether the process has ended.
  var hasEnded: Bool { process?.hasEnded ?? false }

  /// How long to wait for its bell.
  var pollingTime: Duration {
    bell != nil ? Self.pollingTimes.withBell : Self.pollingTimes.without
  }

  /// Waits for an answer, and takes what is printed meanwhile.
  ///
  /// - Parameters:
  ///   - limit: How long to wait.
  ///   - progress: What tells that the process gets on: the limit starts again when it changes.
  /// - Returns: Whether there is an answer.
  mutating func waitForAnswer(
    within limit: Duration,
    progress: () -> UInt64 = { 0 }
  ) -> Outcome {
    var seen = progress()
    var deadline = ContinuousClock.now + limit
    while true {
      // Asked first: a process that has answered may have ended since.
      let isOver = hasEnded
      if takeAnswer() { return .answered }
      if isOver { return .ended(stop()) }
      let now = progress()
      if now != seen {
        seen = now
        deadline = .now + limit
      }
      if .now > deadline { return .overdue }
      let readiness = FileDescriptor.wait(toRead: [bell, output], upTo: pollingTime)
      if case .readable(let areReady) = readiness {
        if areReady[0] { hearBell() }
        if areReady[1] { drainOutput() }
      }
    }
  }

  /// Takes in how often the bell was rung, which says nothing.
  mutating func hearBell() {
    guard let bell, !Self.drain(bell, { _ in }) else { return }
    bell.close()
    self.bell = nil
  }

  /// Reads what the process has printed so far; only the last megabyte is kept.
  mutating func drainOutput() {
    guard let output else { return }
    var printed: [UInt8] = []
    swap(&printed, &self.printed)
    let isOpen = Self.drain(output) { bytes in
      printed.append(contentsOf: bytes)
      if printed.count > 1 << 20 { printed.removeFirst(1 << 19) }
    }
    self.printed = printed
    if !isOpen {
      output.close()
      self.output = nil
    }
  }

  /// What the process has printed since the last call.
  mutating func takeOutput() -> [UInt8] {
    drainOutput()
    defer { printed = [] }
    return printed
  }

  /// Ends the process, if it has not ended, with all it has started, and says how it ended.
  @discardableResult
  mutating func stop() -> String {
    guard let process else { return "it was stopped before" }
    let ending = Self.kill(process)
    self.process = nil
    let last = takeOutput()
    closeEnds()
    // The runtime's last words go into the fault, the author's own are passed on.
    printed = FatalMessage.removed(from: last)
    if let message = FatalMessage.last(in: last) { return message }
    return switch ending {
    case .exited(let code): "the function ended the process with exit code \(code)"
    case .signaled(let signal): FatalMessage.name(of: signal)
    }
  }

  /// Kills a process with its group, and waits for it.
  private static func kill(_ process: ChildProcess) -> ChildProcess.Ending {
    process.killGroup()
    // One that the kernel cannot end now, as within a broken disk, is left to it.
    return process.wait(upTo: WorkerLimits.endingTime) ?? .signaled(.kill)
  }

  private mutating func closeEnds() {
    bell?.close()
    output?.close()
    bell = nil
    output = nil
  }

  /// Reads all that has arrived in a pipe; `false` when nothing more can.
  private static func drain(
    _ pipe: FileDescriptor,
    _ take: (UnsafeRawBufferPointer) -> Void
  ) -> Bool {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 14, alignment: 16)
    defer { buffer.deallocate() }
    // A process that prints without end must not keep the host here.
    for _ in 0..<64 {
      do throws(SystemError) {
        let count = try pipe.read(into: buffer)
        if count == 0 { return false }
        take(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      } catch {
        return error == .wouldBlock
      }
    }
    return true
  }

  /// A pipe whose ends are out of the way of the numbers that the worker expects.
  private static func pipe() throws(PluginError) -> (
    reading: FileDescriptor, writing: FileDescriptor
  ) {
    let ends = try SystemCall.check("pipe", FileDescriptor.pipe())
    defer {
      ends.reading.close()
      ends.writing.close()
    }
    let reading = try SystemCall.check("fcntl", ends.reading.duplicate(from: 64))
    do throws(PluginError) {
      return (reading, try SystemCall.check("fcntl", ends.writing.duplicate(from: 64)))
    } catch {
      reading.close()
      throw error
    }
  }
}
