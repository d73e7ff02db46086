/// What a color means in a picture.
package enum SVGInk: Hashable, Sendable {
  /// Names and figures.
  case text
  /// Figures at axes, and remarks.
  case muted
  /// Lines behind what is drawn.
  case grid
  /// Lines that bound what is drawn.
  case axis
  /// The background.
  case paper
  /// What the picture is about, where it is drawn thinly.
  case strong
  /// What the picture is about, where it is drawn broadly.
  case soft
  /// What is outside of that.
  case other
  /// What needs a look.
  case caution
  /// What is wrong.
  case bad
  /// A color for itself, as `#rrggbb`.
  case fixed(String)

  /// The name of the page's variable that holds the color; `nil` for a fixed one.
  var name: String? {
    switch self {
    case .text: "text"
    case .muted: "muted"
    case .grid: "grid"
    case .axis: "axis"
    case .paper: "paper"
    case .strong: "strong"
    case .soft: "soft"
    case .other: "other"
    case .caution: "caution"
    case .bad: "bad"
    case .fixed: nil
    }
  }

  /// The color on white.
  var color: String {
    switch self {
    case .text: "#24292f"
    case .muted: "#57606a"
    case .grid: "#eaeef2"
    case .axis: "#8c959f"
    case .paper: "#ffffff"
    case .strong: "#0a3069"
    case .soft: "#a5c8f0"
    case .other: "#d9873e"
    case .caution: "#9a6700"
    case .bad: "#a40e26"
    case .fixed(let color): color
    }
  }
}
