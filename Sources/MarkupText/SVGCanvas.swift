/// Builds a self-contained SVG picture, element by element.
package struct SVGCanvas: Sendable {
  /// Where a text's place is.
  package enum Anchor: String, Sendable {
    /// It begins there.
    case start
    /// Its middle is there.
    case middle
    /// It ends there.
    case end
  }

  private let width: Int
  private let height: Int
  private let title: String
  private let summary: String
  private let theme: SVGTheme
  private var elements: [String] = []

  /// Creates an empty picture.
  ///
  /// - Parameters:
  ///   - width: Width in pixels.
  ///   - height: Height in pixels.
  ///   - title: What the picture is, for those who do not see it too.
  ///   - summary: What it shows, in a sentence.
  ///   - theme: Where it is shown.
  package init(
    width: Int,
    height: Int,
    title: String,
    summary: String,
    theme: SVGTheme = .file
  ) {
    self.theme = theme
    self.width = width
    self.height = height
    self.title = title
    self.summary = summary
  }

  /// The picture as an SVG document, or as an element of a page.
  ///
  /// An element takes the width that the page gives it, up to a quarter more than its own, and
  /// keeps its proportions.
  package var document: String {
    let texts = (title: Self.escaped(title), summary: Self.escaped(summary))
    let paper = theme.value(of: .paper)
    switch theme {
    case .file:
      return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" \
        width="\(width)" height="\(height)" role="img" \
        font-family="system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif" font-size="12" \
        fill="\(theme.value(of: .text))">
        <title>\(texts.title)</title>
        <desc>\(texts.summary)</desc>
        <rect width="\(width)" height="\(height)" fill="\(paper)"/>
        \(elements.joined(separator: "\n"))
        </svg>

        """
    case .page(let id):
      return """
        <svg viewBox="0 0 \(width) \(height)" style="max-width: \(width * 5 / 4)px" role="img" \
        aria-labelledby="\(id)-title" aria-describedby="\(id)-desc" font-size="12" \
        fill="\(theme.value(of: .text))">
        <title id="\(id)-title">\(texts.title)</title>
        <desc id="\(id)-desc">\(texts.summary)</desc>
        \(elements.joined(separator: "\n"))
        </svg>
        """
    }
  }

  /// Adds a rectangle, with a text that appears when it is pointed at.
  package mutating func rectangle(
    _ x: Double,
    _ y: Double,
    _ width: Double,
    _ height: Double,
    fill: SVGInk,
    opacity: Double = 1,
    tip: String? = nil
  ) {
    let shape =
      "<rect x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" width=\"\(Self.number(width))\" "
      + "height=\"\(Self.number(height))\" fill=\"\(theme.value(of: fill))\""
      + Self.faintness(opacity)
    elements.append(
      tip.map { "\(shape)><title>\(Self.escaped($0))</title></rect>" } ?? "\(shape)/>"
    )
  }

  /// Adds a straight line.
  package mutating func line(
    _ x1: Double,
    _ y1: Double,
    _ x2: Double,
    _ y2: Double,
    stroke: SVGInk,
    width: Double = 1,
    dashes: String? = nil
  ) {
    let dash = dashes.map { " stroke-dasharray=\"\($0)\"" } ?? ""
    elements.append(
      "<line x1=\"\(Self.number(x1))\" y1=\"\(Self.number(y1))\" x2=\"\(Self.number(x2))\" "
        + "y2=\"\(Self.number(y2))\" stroke=\"\(theme.value(of: stroke))\" "
        + "stroke-width=\"\(Self.number(width))\"\(dash)/>"
    )
  }

  /// Adds a filled circle.
  package mutating func circle(_ x: Double, _ y: Double, radius: Double, fill: SVGInk) {
    elements.append(
      "<circle cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" r=\"\(Self.number(radius))\" "
        + "fill=\"\(theme.value(of: fill))\"/>"
    )
  }

  /// Adds a line through several points.
  package mutating func polyline(
    _ points: [(x: Double, y: Double)],
    stroke: SVGInk,
    width: Double = 1,
    dashes: String? = nil
  ) {
    let dash = dashes.map { " stroke-dasharray=\"\($0)\"" } ?? ""
    elements.append(
      "<polyline points=\"\(Self.list(points))\" fill=\"none\" "
        + "stroke=\"\(theme.value(of: stroke))\" "
        + "stroke-width=\"\(Self.number(width))\" stroke-linejoin=\"round\"\(dash)/>"
    )
  }

  /// Adds a filled shape.
  package mutating func polygon(
    _ points: [(x: Double, y: Double)],
    fill: SVGInk,
    opacity: Double = 1
  ) {
    elements.append(
      "<polygon points=\"\(Self.list(points))\" fill=\"\(theme.value(of: fill))\""
        + "\(Self.faintness(opacity))/>"
    )
  }

  private static func faintness(_ opacity: Double) -> String {
    opacity < 1 ? " fill-opacity=\"\(number(opacity))\"" : ""
  }

  private static func list(_ points: [(x: Double, y: Double)]) -> String {
    points.map { "\(number($0.x)),\(number($0.y))" }.joined(separator: " ")
  }

  /// Adds a line of text; `angle` turns it about its place, in degrees.
  package mutating func text(
    _ text: String,
    _ x: Double,
    _ y: Double,
    anchor: Anchor = .start,
    size: Double = 12,
    fill: SVGInk? = nil,
    isBold: Bool = false,
    angle: Int = 0
  ) {
    let place = "x=\"\(Self.number(x))\" y=\"\(Self.number(y))\""
    let turn =
      angle == 0 ? "" : " transform=\"rotate(\(angle) \(Self.number(x)) \(Self.number(y)))\""
    let color = fill.map { " fill=\"\(theme.value(of: $0))\"" } ?? ""
    let weight = isBold ? " font-weight=\"600\"" : ""
    elements.append(
      "<text \(place) font-size=\"\(Self.number(size))\" text-anchor=\"\(anchor.rawValue)\""
        + "\(weight)\(color)\(turn)>\(Self.escaped(text))</text>"
    )
  }

  /// A number with at most this many decimals.
  package static func number(_ value: Double, decimals: Int = 2) -> String {
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let scaled = Int((value * Double(scale)).rounded())
    let digits = String(abs(scaled) % scale)
    let padded = String(repeating: "0", count: max(0, decimals - digits.count)) + digits
    let fraction = String(padded.reversed().drop { $0 == "0" }.reversed())
    let whole = "\(scaled < 0 ? "-" : "")\(abs(scaled) / scale)"
    return fraction.isEmpty ? whole : "\(whole).\(fraction)"
  }

  /// A name, cut to this many characters.
  package static func shortened(_ name: String, to limit: Int) -> String {
    name.count <= limit ? name : "\(name.prefix(limit - 1))…"
  }

  private static func escaped(_ text: String) -> String {
    Markup.escaped(text, blanks: .flattened)
  }
}
