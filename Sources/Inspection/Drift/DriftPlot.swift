internal import MarkupText
package import VoteAnalysis

/// Draws each function's coverage before and after, and the label distribution.
package struct DriftPlot: Sendable {
  private static let (left, width, row) = (210.0, 330.0, 22.0)

  private let report: DriftReport

  /// Creates a plot of a comparison.
  package init(of report: DriftReport) { self.report = report }

  /// The picture as an SVG document, 640 pixels wide.
  package var svg: String {
    let shares = labelShares
    let labelCount = shares == nil ? 0 : report.classes.count
    let rows = report.functions.count + labelCount
    let height = 120 + Self.row * Double(rows) + (labelCount > 0 ? 60 : 0)
    let stale = report.functions.filter { $0.verdict == .stale }.map(\.name)
    var canvas = SVGCanvas(
      width: 640,
      height: Int(height),
      title: "Drift",
      summary: stale.isEmpty
        ? "No function of \(report.functions.count) is stale."
        : "Stale: \(stale.joined(separator: ", "))."
    )
    canvas.text("Coverage of each function", 16, 26, size: 16, isBold: true)
    canvas.text(
      "hollow: \(report.oldCount) old documents; filled: \(report.newCount) new documents",
      16,
      44,
      fill: .muted
    )
    let largest = report.functions.flatMap { [$0.coverage.old ?? 0, $0.coverage.new ?? 0] }.max()
    var y = drawAxis(at: 74, rows: report.functions.count, upTo: largest ?? 0, &canvas)
    for function in report.functions {
      draw(
        function.name,
        (function.coverage.old ?? 0, function.coverage.new ?? 0),
        Self.color(of: function.verdict),
        note: function.verdict == .stable ? "" : function.verdict.rawValue,
        y,
        upTo: largest ?? 0,
        &canvas
      )
      y += Self.row
    }
    guard let (old, new) = shares else { return canvas.document }
    y += 34
    canvas.text("Labels among covered documents", 16, y - 4, size: 16, isBold: true)
    let most = (old + new).max() ?? 0
    y = drawAxis(at: y + 26, rows: labelCount, upTo: most, &canvas)
    for (c, name) in report.classes.enumerated() {
      draw(name, (old[c], new[c]), .strong, note: "", y, upTo: most, &canvas)
      y += Self.row
    }
    return canvas.document
  }

  /// The share of each class among covered documents; `nil` where no model was fitted.
  private var labelShares: (old: [Double], new: [Double])? {
    report.labels.map { (Self.shares($0.old), Self.shares($0.new)) }
      ?? report.classShares.map { ($0.map { $0.old ?? 0 }, $0.map { $0.new ?? 0 }) }
  }

  /// Draws the lines of 0, the half and the whole; returns where the first row is.
  private func drawAxis(
    at y: Double,
    rows: Int,
    upTo largest: Double,
    _ canvas: inout SVGCanvas
  ) -> Double {
    for share in [0, largest / 2, largest] {
      let x = Self.x(share, largest)
      canvas.line(x, y, x, y + 6 + Self.row * Double(rows), stroke: .grid)
      let percent = "\(SVGCanvas.number(share * 100, decimals: 1)) %"
      canvas.text(percent, x, y - 6, anchor: .middle, size: 11, fill: .muted)
    }
    return y + 16
  }

  private func draw(
    _ name: String,
    _ share: (old: Double, new: Double),
    _ color: SVGInk,
    note: String,
    _ y: Double,
    upTo largest: Double,
    _ canvas: inout SVGCanvas
  ) {
    canvas.text(SVGCanvas.shortened(name, to: 26), Self.left - 14, y + 4, anchor: .end)
    let (old, new) = (Self.x(share.old, largest), Self.x(share.new, largest))
    canvas.line(old, y, new, y, stroke: color, width: 2)
    canvas.circle(old, y, radius: 5, fill: color)
    canvas.circle(old, y, radius: 3, fill: .paper)
    canvas.circle(new, y, radius: 5, fill: color)
    canvas.text(note, Self.left + Self.width + 16, y + 4, fill: color, isBold: true)
  }

  private static func x(_ share: Double, _ largest: Double) -> Double {
    left + (largest > 0 ? share / largest : 0) * width
  }

  private static func shares(_ counts: [Double]) -> [Double] {
    let total = counts.reduce(0, +)
    return counts.map { total > 0 ? $0 / total : 0 }
  }

  private static func color(of verdict: DriftVerdict) -> SVGInk {
    switch verdict {
    case .stable: .muted
    case .shifted: .caution
    case .stale: .bad
    }
  }
}
