internal import LabelingCore

/// Draws accuracy by confidence, with intervals, above the number of rows.
package struct ReliabilityDiagram: Sendable {
  private static let plot = (left: 70.0, top: 56.0, width: 540.0, height: 340.0)
  private static let histogram = (top: 430.0, height: 90.0)

  private let table: ReliabilityTable
  private let title: String

  /// Creates a diagram of a table.
  package init(of table: ReliabilityTable, title: String = "Reliability") {
    self.table = table
    self.title = title
  }

  /// The picture as an SVG document, 640 pixels wide.
  package var svg: String {
    let total = table.bins.reduce(0) { $0 + $1.count }
    let error = table.expectedCalibrationError.map {
      "expected calibration error \(SVGCanvas.number($0, decimals: 4)), \(total) rows"
    }
    var canvas = SVGCanvas(
      width: 640,
      height: 580,
      title: title,
      summary: "Accuracy by confidence in \(table.bins.count) bins: \(error ?? "no rows")."
    )
    canvas.text(title, Self.plot.left, 26, size: 16, isBold: true)
    canvas.text(error ?? "no rows", Self.plot.left, 44, fill: "#57606a")
    drawAxes(&canvas)
    for bin in table.bins where bin.count > 0 { draw(bin, &canvas) }
    canvas.line(x(0), y(0), x(1), y(1), stroke: "#57606a", dashes: "5 4")
    drawHistogram(&canvas)
    return canvas.document
  }

  private func x(_ share: Double) -> Double { Self.plot.left + share * Self.plot.width }
  private func y(_ share: Double) -> Double {
    Self.plot.top + (1 - share) * Self.plot.height
  }

  private func drawAxes(_ canvas: inout SVGCanvas) {
    for tick in stride(from: 0.0, through: 1.0, by: 0.2) {
      let label = SVGCanvas.number(tick, decimals: 1)
      canvas.line(x(0), y(tick), x(1), y(tick), stroke: "#eaeef2")
      canvas.text(label, x(0) - 8, y(tick) + 4, anchor: .end, fill: "#57606a")
      canvas.text(
        label,
        x(tick),
        Self.histogram.top + Self.histogram.height + 18,
        anchor: .middle,
        fill: "#57606a"
      )
    }
    canvas.text("Accuracy", 22, y(0.5), anchor: .middle, angle: -90)
    canvas.text(
      "Confidence",
      x(0.5),
      Self.histogram.top + Self.histogram.height + 40,
      anchor: .middle
    )
  }

  private func draw(_ bin: ReliabilityTable.Bin, _ canvas: inout SVGCanvas) {
    guard let accuracy = bin.accuracy, let confidence = bin.meanConfidence else { return }
    let range = "\(SVGCanvas.number(bin.lower)) to \(SVGCanvas.number(bin.upper))"
    canvas.rectangle(
      x(bin.lower) + 1,
      y(accuracy),
      x(bin.upper) - x(bin.lower) - 2,
      y(0) - y(accuracy),
      fill: "#a5c8f0",
      tip: "confidence \(range): accuracy \(SVGCanvas.number(accuracy, decimals: 3)), "
        + "mean confidence \(SVGCanvas.number(confidence, decimals: 3)), \(bin.count) rows"
    )
    if let interval = bin.accuracyInterval {
      canvas.line(
        x(confidence),
        y(interval.lower),
        x(confidence),
        y(interval.upper),
        stroke: "#0a3069",
        width: 1.5
      )
    }
    canvas.circle(x(confidence), y(accuracy), radius: 3.5, fill: "#0a3069")
  }

  private func drawHistogram(_ canvas: inout SVGCanvas) {
    let bottom = Self.histogram.top + Self.histogram.height
    let largest = table.bins.map(\.count).max() ?? 0
    canvas.line(x(0), bottom, x(1), bottom, stroke: "#8c959f")
    canvas.line(x(0), y(0), x(1), y(0), stroke: "#8c959f")
    canvas.text("Rows", 22, bottom - Self.histogram.height / 2, anchor: .middle, angle: -90)
    guard largest > 0 else { return }
    canvas.text(
      String(largest),
      x(0) - 8,
      Self.histogram.top + 6,
      anchor: .end,
      size: 11,
      fill: "#57606a"
    )
    for bin in table.bins where bin.count > 0 {
      let height = max(1, Self.histogram.height * Double(bin.count) / Double(largest))
      canvas.rectangle(
        x(bin.lower) + 1,
        bottom - height,
        x(bin.upper) - x(bin.lower) - 2,
        height,
        fill: "#8c959f",
        tip: "\(bin.count) rows"
      )
    }
  }
}
