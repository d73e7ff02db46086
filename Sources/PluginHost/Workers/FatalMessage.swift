internal import Platform

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
  static func name(of signal: Signal) -> String {
    switch signal {
    case .illegal, .trap: "a trap, such as arithmetic overflow or a forced nil"
    case .segmentation, .bus: "a bad memory access or a stack overflow"
    case .arithmetic: "a division by zero"
    case .abort: "an abort"
    case .kill: "the process was killed, perhaps for lack of memory"
    default: "signal \(signal.number)"
    }
  }
}
