internal import LabelingCore
package import MarkupText

/// Draws accuracy by confidence, with intervals, above the number of rows.
package struct ReliabilityDiagram: Sendable {
  private let table: ReliabilityTable
  private let title: String
  private let width: Int
  private let theme: SVGTheme
  private let plot: (left: Double, top: Double, width: Double, height: Double)
  private let histogram: (top: Double, height: Double)

  /// Creates a diagram of a table.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - title: What the diagram is called.
  ///   - width: Width in pixels; the height follows.
  ///   - theme: Where it is shown.
  package init(
    of table: ReliabilityTable,
    title: String = "Reliability",
    width: Int = 640,
    theme: SVGTheme = .file
  ) {
    self.table = table
    self.title = title
    self.width = width
    self.theme = theme
    let plotWidth = Double(width) - 100
    let plotHeight = (plotWidth * 17 / 27).rounded()
    plot = (70, 56, plotWidth, plotHeight)
    histogram = (56 + plotHeight + 34, (plotWidth / 6).rounded())
  }

  /// The picture as SVG.
  package var svg: String {
    let total = table.bins.reduce(0) { $0 + $1.count }
    let error = table.expectedCalibrationError.map {
      "expected calibration error \(SVGCanvas.number($0, decimals: 4)), \(total) rows"
    }
    var canvas = SVGCanvas(
      width: width,
      height: Int(histogram.top + histogram.height) + 60,
      title: title,
      summary: "Accuracy by confidence in \(table.bins.count) bins: \(error ?? "no rows").",
      theme: theme
    )
    canvas.text(title, plot.left, 26, size: 16, isBold: true)
    canvas.text(error ?? "no rows", plot.left, 44, fill: .muted)
    drawAxes(&canvas)
    for bin in table.bins where bin.count > 0 { draw(bin, &canvas) }
    canvas.line(x(0), y(0), x(1), y(1), stroke: .muted, dashes: "5 4")
    drawHistogram(&canvas)
    return canvas.document
  }

  private func x(_ share: Double) -> Double { plot.left + share * plot.width }
  private func y(_ share: Double) -> Double {
    plot.top + (1 - share) * plot.height
  }

  private func drawAxes(_ canvas: inout SVGCanvas) {
    for tick in stride(from: 0.0, through: 1.0, by: 0.2) {
      let label = SVGCanvas.number(tick, decimals: 1)
      canvas.line(x(0), y(tick), x(1), y(tick), stroke: .grid)
      canvas.text(label, x(0) - 8, y(tick) + 4, anchor: .end, fill: .muted)
      canvas.text(
        label,
        x(tick),
        histogram.top + histogram.height + 18,
        anchor: .middle,
        fill: .muted
      )
    }
    canvas.text("Accuracy", 22, y(0.5), anchor: .middle, angle: -90)
    canvas.text(
      "Confidence",
      x(0.5),
      histogram.top + histogram.height + 40,
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
      fill: .soft,
      tip: "confidence \(range): accuracy \(SVGCanvas.number(accuracy, decimals: 3)), "
        + "mean confidence \(SVGCanvas.number(confidence, decimals: 3)), \(bin.count) rows"
    )
    if let interval = bin.accuracyInterval {
      canvas.line(
        x(confidence),
        y(interval.lower),
        x(confidence),
        y(interval.upper),
        stroke: .strong,
        width: 1.5
      )
    }
    canvas.circle(x(confidence), y(accuracy), radius: 3.5, fill: .strong)
  }

  private func drawHistogram(_ canvas: inout SVGCanvas) {
    let bottom = histogram.top + histogram.height
    let largest = table.bins.map(\.count).max() ?? 0
    canvas.line(x(0), bottom, x(1), bottom, stroke: .axis)
    canvas.line(x(0), y(0), x(1), y(0), stroke: .axis)
    canvas.text("Rows", 22, bottom - histogram.height / 2, anchor: .middle, angle: -90)
    guard largest > 0 else { return }
    canvas.text(
      String(largest),
      x(0) - 8,
      histogram.top + 6,
      anchor: .end,
      size: 11,
      fill: .muted
    )
    for bin in table.bins where bin.count > 0 {
      let height = max(1, histogram.height * Double(bin.count) / Double(largest))
      canvas.rectangle(
        x(bin.lower) + 1,
        bottom - height,
        x(bin.upper) - x(bin.lower) - 2,
        height,
        fill: .axis,
        tip: "\(bin.count) rows"
      )
    }
  }
}
