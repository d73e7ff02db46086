internal import ByteIO
internal import Glibc

/// What happens on SIGINT, SIGTERM and a closed pipe.
enum Interruption {
  /// Ignores SIGPIPE, and ends on SIGINT and SIGTERM without half-written files.
  ///
  /// A process that was started from a thread with blocked signals inherits that.
  static func install() {
    var all = sigset_t()
    sigfillset(&all)
    sigprocmask(SIG_UNBLOCK, &all, nil)
    signal(SIGPIPE, SIG_IGN)
    PartialFiles.prepare()
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number) { number in
        if PartialFiles.isCommitting { return }
        PartialFiles.unlinkAll()
        _exit(128 + number)
      }
    }
  }
}
