internal import CLinux
internal import Glibc
internal import LabelingCore
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

  /// Rung when there is an answer; −1 when the process has closed it.
  private(set) var bell: Int32 = -1
  /// What the process prints; −1 when it has closed it.
  private(set) var output: Int32 = -1
  private var process: pid_t = 0
  private let arguments: [String]
  private let board: Board
  /// What the process has printed and nobody has taken.
  private var printed: [UInt8] = []

  /// How often the board is looked at, in milliseconds, while a bell rings and when it is gone.
  private static let pollingTimes: (withBell: Int32, without: Int32) = (50, 2)

  /// Prepares a process; ``start(arenas:)`` runs it.
  init(executable: String, mode: String, plugin: String) throws(PluginError) {
    arguments = [executable, mode, plugin]
    board = try Board(hasAnswers: mode != "apply")
  }

  deinit {
    if process > 0 {
      Self.killGroup(process)
      _ = Self.reap(process)
    }
    if bell >= 0 { close(bell) }
    if output >= 0 { close(output) }
  }

  /// Starts the process with these arenas.
  mutating func start(arenas: [Int32]) throws(PluginError) {
    closeEnds()
    board.clear(arenaCount: arenas.count)
    let rings = try Self.pipe()
    defer { close(rings.writing) }
    bell = rings.reading
    let prints = try Self.pipe()
    defer { close(prints.writing) }
    output = prints.reading
    _ = fcntl(output, F_SETFL, O_NONBLOCK)
    _ = fcntl(bell, F_SETFL, O_NONBLOCK)
    _ = fcntl(rings.writing, F_SETFL, O_NONBLOCK)

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, prints.writing, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, prints.writing, STDERR_FILENO)
    posix_spawn_file_actions_adddup2(&actions, rings.writing, Int32(WINNOW_BELL_FD))
    posix_spawn_file_actions_adddup2(&actions, board.descriptor, Int32(WINNOW_BOARD_FD))
    for (slot, arena) in arenas.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, arena, Int32(WINNOW_ARENA_FD) + Int32(slot))
    }
    // The worker closes what it finds behind them: descriptors of whoever started this process.
    let (result, pid) = Self.spawn(arguments, &actions)
    guard result == 0 else {
      throw .system(
        call: "posix_spawn '\(arguments[0])'",
        reason: String(cString: strerror(result))
      )
    }
    process = pid
  }

  /// Hands the arena of a slot over.
  func ask(slot: Int, byteCount: Int) { board.ask(slot: slot, byteCount: byteCount) }

  /// Takes an answer; `false` when there is none yet.
  func takeAnswer() -> Bool { board.takeAnswer() }

  /// The bytes of the answer that was taken.
  var answer: [UInt8] { board.answer }

  /// Whether the process has ended.
  var hasEnded: Bool { process > 0 && winnow_has_ended(process) != 0 }

  /// How long to wait for its bell, in milliseconds.
  var pollingTime: Int32 {
    bell >= 0 ? Self.pollingTimes.withBell : Self.pollingTimes.without
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
      var entries = [
        pollfd(fd: bell, events: Int16(POLLIN), revents: 0),
        pollfd(fd: output, events: Int16(POLLIN), revents: 0),
      ]
      if poll(&entries, 2, pollingTime) > 0 {
        if entries[0].revents != 0 { hearBell() }
        if entries[1].revents != 0 { drainOutput() }
      }
    }
  }

  /// Takes in how often the bell was rung, which says nothing.
  mutating func hearBell() {
    if !Self.drain(bell, { _ in }) {
      close(bell)
      bell = -1
    }
  }

  /// Reads what the process has printed so far; only the last megabyte is kept.
  mutating func drainOutput() {
    guard output >= 0 else { return }
    var printed: [UInt8] = []
    swap(&printed, &self.printed)
    let isOpen = Self.drain(output) { bytes in
      printed.append(contentsOf: bytes)
      if printed.count > 1 << 20 { printed.removeFirst(1 << 19) }
    }
    self.printed = printed
    if !isOpen {
      close(output)
      output = -1
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
    guard process > 0 else { return "it was stopped before" }
    Self.killGroup(process)
    let status = Self.reap(process)
    process = 0
    let last = takeOutput()
    closeEnds()
    // The runtime's last words go into the fault, the author's own are passed on.
    printed = FatalMessage.removed(from: last)
    if let message = FatalMessage.last(in: last) { return message }
    let signal = status & 0x7F
    return signal == 0
      ? "the function ended the process with exit code \((status >> 8) & 0xFF)"
      : FatalMessage.name(ofSignal: signal)
  }

  private mutating func closeEnds() {
    if bell >= 0 { close(bell) }
    if output >= 0 { close(output) }
    bell = -1
    output = -1
  }

  /// Reads all that has arrived in a pipe; `false` when nothing more can.
  private static func drain(_ pipe: Int32, _ take: (ArraySlice<UInt8>) -> Void) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    // A process that prints without end must not keep the host here.
    for _ in 0..<64 {
      let count = read(pipe, &buffer, buffer.count)
      if count > 0 {
        take(buffer[..<count])
      } else if count == 0 || errno != EINTR {
        return count < 0 && errno == EAGAIN
      }
    }
    return true
  }

  /// A pipe whose ends are out of the way of the numbers that the worker expects.
  private static func pipe() throws(PluginError) -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [-1, -1]
    try SystemCall.check("pipe") { winnow_pipe(&ends) }
    defer { for end in ends { close(end) } }
    let reading = try SystemCall.check("fcntl") { fcntl(ends[0], F_DUPFD_CLOEXEC, 64) }
    do throws(PluginError) {
      return (reading, try SystemCall.check("fcntl") { fcntl(ends[1], F_DUPFD_CLOEXEC, 64) })
    } catch {
      close(reading)
      throw error
    }
  }

  /// Kills a process that has not been waited for, and its group, which it leads.
  private static func killGroup(_ process: pid_t) {
    kill(-process, SIGKILL)
    kill(process, SIGKILL)
  }

  /// Waits for a process that was killed; its status.
  private static func reap(_ process: pid_t) -> Int32 {
    let deadline = ContinuousClock.now + WorkerLimits.endingTime
    var status: Int32 = 0
    while waitpid(process, &status, WNOHANG) == 0 {
      // One that the kernel cannot end now, as within a broken disk, is left to it.
      if .now > deadline { return SIGKILL }
      usleep(200)
    }
    return status
  }

  private static func spawn(
    _ arguments: [String],
    _ actions: inout posix_spawn_file_actions_t
  ) -> (result: Int32, process: pid_t) {
    var pointers = arguments.map { strdup($0) }
    pointers.append(nil)
    // A backtrace would take longer than the restart.
    var environment: [UnsafeMutablePointer<CChar>?] = [strdup("SWIFT_BACKTRACE=enable=no")]
    var entry = environ
    while let variable = entry.pointee {
      if strncmp(variable, "SWIFT_BACKTRACE=", 16) != 0 { environment.append(strdup(variable)) }
      entry += 1
    }
    environment.append(nil)
    defer { for pointer in pointers + environment { free(pointer) } }
    // A group that is killed as a whole, and signals as any program finds them.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    posix_spawnattr_setflags(&attributes, Int16(flags))
    var process: pid_t = 0
    let result = posix_spawn(
      &process,
      arguments[0],
      &actions,
      &attributes,
      pointers,
      environment
    )
    return (result, process)
  }
}
