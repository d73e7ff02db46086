internal import MarkupText

/// The frame of pictures with a row for each function or class: names, lines and figures.
struct FunctionRows {
  /// Width of the picture, for a phone held upright.
  static let width = 340
  private static let left = 142.0
  private static let barWidth = 136.0
  private static let nameLength = 18

  private let names: [String]
  private let rowHeight: Double
  private let scale: Double
  private(set) var canvas: SVGCanvas

  /// Draws names and the lines of the scale.
  ///
  /// - Parameters:
  ///   - names: A name for each row.
  ///   - largest: The share at the right end.
  ///   - barCount: Bars of a row.
  ///   - id: The picture's id in its page.
  ///   - title: What it is.
  ///   - summary: What it shows, in a sentence.
  init(
    _ names: [String],
    upTo largest: Double,
    barCount: Int = 1,
    id: String,
    title: String,
    summary: String
  ) {
    self.names = names
    scale = largest > 0 ? largest : 1
    rowHeight = barCount == 1 ? 20 : Double(barCount) * 9 + 10
    canvas = SVGCanvas(
      width: Self.width,
      height: Int(30 + rowHeight * Double(names.count)),
      title: title,
      summary: summary,
      theme: .page(id: id)
    )
    for part in [0, 0.5, 1] {
      let x = Self.left + part * Self.barWidth
      canvas.line(x, 20, x, 24 + rowHeight * Double(names.count), stroke: .grid)
      let percent = "\(SVGCanvas.number(part * scale * 100, decimals: 1)) %"
      canvas.text(percent, x, 14, anchor: .middle, size: 11, fill: .muted)
    }
    for (row, name) in names.enumerated() {
      canvas.text(
        SVGCanvas.shortened(name, to: Self.nameLength),
        Self.left - 8,
        middle(of: row) + 4,
        anchor: .end
      )
    }
  }

  /// The height of a row.
  func middle(of row: Int) -> Double { 24 + rowHeight * (Double(row) + 0.5) }

  private func x(_ share: Double) -> Double { Self.left + share / scale * Self.barWidth }

  /// Draws a bar from one share to another; `bar` counts within the row of that number.
  mutating func bar(
    _ row: Int,
    from start: Double = 0,
    to end: Double,
    bar: Int = 0,
    of count: Int = 1,
    fill: SVGInk,
    tip: String
  ) {
    guard end > start else { return }
    let height = count == 1 ? 12.0 : 8
    let top = middle(of: row) - Double(count) * 9 / 2 + Double(bar) * 9
    canvas.rectangle(
      x(start),
      count == 1 ? middle(of: row) - height / 2 : top,
      max(x(end) - x(start), 0.5),
      height,
      fill: fill,
      tip: "\(names[row]): \(tip)"
    )
  }

  /// Draws a share with its interval.
  mutating func dot(
    _ row: Int,
    at share: Double,
    from lower: Double,
    to upper: Double,
    isHollow: Bool
  ) {
    // Two of a row are side by side.
    let y = middle(of: row) + (isHollow ? 4 : -3)
    let ink = isHollow ? SVGInk.other : .strong
    canvas.line(x(lower), y, x(upper), y, stroke: ink, width: 2)
    canvas.circle(x(share), y, radius: 4, fill: ink)
    if isHollow { canvas.circle(x(share), y, radius: 2, fill: .paper) }
  }

  /// Draws a line across all rows.
  mutating func mark(at share: Double) {
    canvas.line(
      x(share),
      20,
      x(share),
      24 + rowHeight * Double(names.count),
      stroke: .muted,
      dashes: "3 3"
    )
  }

  /// Writes at the right end of a row.
  mutating func note(_ row: Int, _ text: String) {
    canvas.text(
      text,
      Double(Self.width) - 2,
      middle(of: row) + 4,
      anchor: .end,
      size: 11,
      fill: .muted
    )
  }
}
