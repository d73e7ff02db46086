internal import CorpusIO
internal import Glibc

/// What happens on SIGINT, SIGTERM and a closed pipe.
enum Interruption {
  /// Ignores SIGPIPE, and ends on SIGINT and SIGTERM without half-written files.
  static func install() {
    signal(SIGPIPE, SIG_IGN)
    PartialFiles.prepare()
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number) { number in
        PartialFiles.unlinkAll()
        _exit(128 + number)
      }
    }
  }
}
