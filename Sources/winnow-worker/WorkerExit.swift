internal import Platform

/// How the worker ends; what it has to say goes into the shared memory.
enum WorkerExit: Int32 {
  /// All requests are answered and the host has hung up.
  case success = 0
  /// It was started by hand.
  case usage = 64
  /// The file is not a plugin that fits; a reason went to the host.
  case handshake = 65
  /// The host or shared memory failed.
  case io = 74

  /// Ends the worker.
  func end() -> Never { CurrentProcess.exit(rawValue) }
}
