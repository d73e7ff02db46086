internal import Glibc

/// How many files and connections the process may have open.
enum DescriptorLimit {
  /// As many as a server of sessions and models ever needs.
  private static let wanted: rlim_t = 65_536

  /// Raises the limit as far as the system lets us, and tells it.
  static func raise() -> Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
    if limit.rlim_cur < min(wanted, limit.rlim_max) {
      var raised = limit
      raised.rlim_cur = min(wanted, limit.rlim_max)
      if setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &raised) == 0 { limit = raised }
    }
    return Int(clamping: limit.rlim_cur)
  }
}
