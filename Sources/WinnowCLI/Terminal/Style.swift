internal import Glibc

/// Whether looks are shown.
enum Style {
  /// Whether the environment allows color: `NO_COLOR` is unset and the terminal is not dumb.
  static var isWanted: Bool {
    if let value = getenv("NO_COLOR"), value.pointee != 0 { return false }
    return getenv("TERM").map { String(cString: $0) } != "dumb"
  }
}
