internal import Platform

/// Whether looks are shown.
enum Style {
  /// Whether the environment allows color: `NO_COLOR` is unset and the terminal is not dumb.
  static let isWanted =
    (Environment.value(of: "NO_COLOR") ?? "").isEmpty && Environment.value(of: "TERM") != "dumb"

  /// Whether the terminal says that it shows colors of 24 bits.
  static let hasTrueColor = ["truecolor", "24bit"]
    .contains(Environment.value(of: "COLORTERM") ?? "")
}
