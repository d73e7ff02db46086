internal import ByteIO
internal import Platform

/// What happens on SIGINT, SIGTERM and a closed pipe.
enum Interruption {
  /// Ignores SIGPIPE, and ends on SIGINT and SIGTERM without half-written files.
  ///
  /// A process that was started from a thread with blocked signals inherits that.
  static func install() {
    Signal.unblockAll()
    Signal.closedPipe.ignore()
    PartialFiles.prepare()
    for signal in Signal.endings {
      signal.handle { number in
        if PartialFiles.isCommitting { return }
        PartialFiles.unlinkAll()
        CurrentProcess.exitAtOnce(128 + number)
      }
    }
  }
}
