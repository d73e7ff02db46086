internal import CLinux
internal import Glibc
internal import LabelingCore
internal import PluginABI

/// One worker process with its control socket, its output and its arenas.
///
/// Arenas outlive the process, so a successor finds the batch as it was left.
struct WorkerProcess: ~Copyable {
  /// The host's ends.
  private(set) var control: Int32 = -1
  private(set) var output: Int32 = -1
  private var process: pid_t = 0
  private let arguments: [String]
  /// What the process has printed and nobody has taken.
  private var printed: [UInt8] = []

  /// Prepares a process; ``start(arenas:)`` runs it.
  init(executable: String, mode: String, plugin: String) {
    arguments = [executable, mode, plugin]
  }

  deinit {
    if process > 0 {
      kill(process, SIGKILL)
      var status: Int32 = 0
      waitpid(process, &status, 0)
    }
    if control >= 0 { close(control) }
    if output >= 0 { close(output) }
  }

  /// Starts the process with these arenas.
  mutating func start(arenas: [Int32]) throws(PluginError) {
    var sockets: [Int32] = [-1, -1]
    try SystemCall.check("socketpair") {
      socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &sockets)
    }
    var pipes: [Int32] = [-1, -1]
    try SystemCall.check("pipe") { winnow_pipe(&pipes) }
    control = try SystemCall.check("fcntl") { fcntl(sockets[0], F_DUPFD_CLOEXEC, 64) }
    output = try SystemCall.check("fcntl") { fcntl(pipes[0], F_DUPFD_CLOEXEC, 64) }
    let theirs = try SystemCall.check("fcntl") { fcntl(sockets[1], F_DUPFD_CLOEXEC, 64) }
    let writing = try SystemCall.check("fcntl") { fcntl(pipes[1], F_DUPFD_CLOEXEC, 64) }
    defer { for descriptor in sockets + pipes + [theirs, writing] { close(descriptor) } }
    _ = fcntl(output, F_SETFL, O_NONBLOCK)

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, writing, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, writing, STDERR_FILENO)
    posix_spawn_file_actions_adddup2(&actions, theirs, Int32(WINNOW_CONTROL_FD))
    for (slot, arena) in arenas.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, arena, Int32(Int(WINNOW_CONTROL_FD) + 1 + slot))
    }
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
  func send(slot: Int, byteCount: Int) -> Bool {
    var request = WinnowRequest(
      slot: UInt32(slot),
      reserved: 0,
      arena_byte_count: UInt64(byteCount)
    )
    let size = MemoryLayout<WinnowRequest>.size
    return Glibc.send(control, &request, size, Int32(MSG_NOSIGNAL)) == size
  }

  /// The slot that is done, or `nil` when the process has ended.
  func receive() -> Int? {
    var reply = WinnowReply()
    let size = MemoryLayout<WinnowReply>.size
    while true {
      let count = recv(control, &reply, size, Int32(MSG_WAITALL))
      if count == size { return Int(reply.slot) }
      if count < 0, errno == EINTR { continue }
      return nil
    }
  }

  /// The spans that were asked for; `nil` when the process has ended or the time is over.
  ///
  /// None where the plugin cannot tell any.
  func receiveSpans(within limit: Duration) -> [WinnowSpan]? {
    let deadline = ContinuousClock.now + limit
    var reply = WinnowSpanReply()
    guard withUnsafeMutableBytes(of: &reply, { receive(into: $0, before: deadline) }) else {
      return nil
    }
    var spans = [WinnowSpan](repeating: WinnowSpan(), count: Int(reply.span_count))
    guard spans.withUnsafeMutableBytes({ receive(into: $0, before: deadline) }) else { return nil }
    return spans
  }

  private func receive(
    into buffer: UnsafeMutableRawBufferPointer,
    before deadline: ContinuousClock.Instant
  ) -> Bool {
    var received = 0
    while received < buffer.count {
      guard isReadable(before: deadline) else { return false }
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[received...])
      let count = read(control, rest.baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      received += count
    }
    return true
  }

  /// Waits for the process to send something or to end.
  private func isReadable(before deadline: ContinuousClock.Instant) -> Bool {
    let left = deadline - .now
    var entry = pollfd(fd: control, events: Int16(POLLIN), revents: 0)
    let ready = poll(&entry, 1, Int32(clamping: left.components.seconds * 1000 + 1))
    return ready != 0 && left >= .zero
  }

  /// All that the process sends until it hangs up or the time is over; `nil` for the latter.
  func receiveAll(within limit: Duration) -> [UInt8]? {
    let deadline = ContinuousClock.now + limit
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      guard isReadable(before: deadline) else { return nil }
      let count = read(control, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return received }
      received.append(contentsOf: buffer[..<count])
    }
  }

  /// Reads what the process has printed so far; only the last megabyte is kept.
  mutating func drainOutput() {
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let count = read(output, &buffer, buffer.count)
      guard count > 0 else { return }
      printed.append(contentsOf: buffer[..<count])
      if printed.count > 1 << 20 { printed.removeFirst(1 << 19) }
    }
  }

  /// What the process has printed since the last call.
  mutating func takeOutput() -> [UInt8] {
    drainOutput()
    defer { printed = [] }
    return printed
  }

  /// Ends the process, if it has not ended, and says how it ended.
  mutating func stop() -> String {
    // A process that has closed its socket is on its way out: let it arrive.
    var status: Int32 = 0
    var ended = false
    for _ in 0..<200 where !ended {
      ended = waitpid(process, &status, WNOHANG) == process
      if !ended { usleep(1000) }
    }
    if !ended {
      kill(process, SIGKILL)
      waitpid(process, &status, 0)
    }
    return finish(status)
  }

  /// Ends the process at once.
  mutating func terminate() {
    kill(process, SIGKILL)
    var status: Int32 = 0
    waitpid(process, &status, 0)
    _ = finish(status)
  }

  private mutating func finish(_ status: Int32) -> String {
    process = 0
    let last = takeOutput()
    close(control)
    close(output)
    control = -1
    output = -1
    // The runtime's last words go into the fault, the author's own are passed on.
    printed = FatalMessage.removed(from: last)
    if let message = FatalMessage.last(in: last) { return message }
    let signal = status & 0x7F
    return signal == 0
      ? "the function ended the process with exit code \((status >> 8) & 0xFF)"
      : FatalMessage.name(ofSignal: signal)
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
    var process: pid_t = 0
    let result = posix_spawn(&process, arguments[0], &actions, nil, pointers, environment)
    return (result, process)
  }
}

/// Finds words for a process that was stopped.
enum FatalMessage {
  /// What the Swift runtime said last, without the place in the library.
  static func last(in output: [UInt8]) -> String? {
    let lines = String(decoding: output, as: UTF8.self).split(whereSeparator: \.isNewline)
    guard let line = lines.last(where: { $0.contains("Fatal error: ") }) else { return nil }
    let parts = line.split(separator: "Fatal error: ", omittingEmptySubsequences: false)
    return String(parts.last ?? line)
  }

  /// What was printed besides the runtime's message.
  static func removed(from output: [UInt8]) -> [UInt8] {
    let lines = output.split(separator: 0x0A)
    let kept = lines.filter { !String(decoding: $0, as: UTF8.self).contains("Fatal error: ") }
    return kept.flatMap { $0 + [0x0A] }
  }

  /// What a signal means to the author of a function.
  static func name(ofSignal signal: Int32) -> String {
    switch signal {
    case SIGILL, SIGTRAP: "a trap, such as arithmetic overflow or a forced nil"
    case SIGSEGV, SIGBUS: "a bad memory access or a stack overflow"
    case SIGFPE: "a division by zero"
    case SIGABRT: "an abort"
    case SIGKILL: "the process was killed, perhaps for want of memory"
    default: "signal \(signal)"
    }
  }
}
