internal import Glibc

/// Colours, where the terminal and the user want them.
struct Style {
  /// The colours in use.
  enum Colour: String {
    case red = "31"
    case green = "32"
    case yellow = "33"
    case bold = "1"
    case dim = "2"
  }

  let isOn: Bool

  /// Whether the environment allows colour: `NO_COLOR` is unset and the terminal is not dumb.
  static var isWanted: Bool {
    if let value = getenv("NO_COLOR"), value.pointee != 0 { return false }
    return getenv("TERM").map { String(cString: $0) } != "dumb"
  }

  /// The text in a colour, or as it is.
  func paint(_ text: some StringProtocol, _ colour: Colour) -> String {
    isOn ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : String(text)
  }
}
