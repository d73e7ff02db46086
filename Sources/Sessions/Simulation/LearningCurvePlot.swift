package import ActiveLearning
internal import LabelingCore
internal import MarkupText

/// Draws the mean learning curve of each arm with the band of its interval.
package struct LearningCurvePlot: Sendable {
  private static let plot = (left: 70.0, top: 56.0, width: 620.0, height: 380.0)
  /// Distinct for people who see colors differently (Okabe and Ito), the reference in black.
  private static let colors = [
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8250df", "#57606a",
  ]
  private static let dashes: [String?] = [nil, "7 4", "2 3"]

  private let report: SimulationReport
  private let lowest: Double
  private let lastLabel: Double

  /// Creates a picture of a report.
  package init(of report: SimulationReport) {
    self.report = report
    let points = report.arms.flatMap { arm in
      arm.curve.map { $0.mean(of: report.score).interval.lower }
    }
    // Down to the next tenth below the lowest band.
    lowest = max(0, ((points.min() ?? 0) * 10).rounded(.down) / 10)
    lastLabel = Double(max(1, report.budget))
  }

  /// The picture as an SVG document, 940 pixels wide.
  package var svg: String {
    let words = report.score.words
    let name = words.prefix(1).uppercased() + words.dropFirst()
    var canvas = SVGCanvas(
      width: 940,
      height: 500,
      title: "Learning curves",
      summary: "\(name) by number of labels for \(report.arms.count) ways to label, "
        + "the mean of \(Formatting.count(report.repeats, "repeat")) with its "
        + "\(Formatting.intervalHeading)."
    )
    canvas.text("Learning curves", Self.plot.left, 26, size: 16, isBold: true)
    canvas.text(
      "mean of \(Formatting.count(report.repeats, "repeat")), \(Formatting.intervalHeading)",
      Self.plot.left,
      44,
      fill: .muted
    )
    drawAxes(&canvas, name)
    for index in report.arms.indices { drawBand(of: index, &canvas) }
    for index in report.arms.indices { drawLine(of: index, &canvas) }
    return canvas.document
  }

  private func x(_ labels: Double) -> Double {
    Self.plot.left + labels / lastLabel * Self.plot.width
  }

  private func y(_ score: Double) -> Double {
    Self.plot.top + (1 - (score - lowest) / (1 - lowest)) * Self.plot.height
  }

  private func color(_ index: Int) -> SVGInk {
    report.arms[index].name == report.reference
      ? .fixed("#1f2328") : .fixed(Self.colors[index % Self.colors.count])
  }

  private func drawAxes(_ canvas: inout SVGCanvas, _ name: String) {
    for tick in 0...5 {
      let score = lowest + (1 - lowest) * Double(tick) / 5
      let labels = lastLabel * Double(tick) / 5
      canvas.line(x(0), y(score), x(lastLabel), y(score), stroke: .grid)
      let text = SVGCanvas.number(score, decimals: 2)
      canvas.text(text, x(0) - 8, y(score) + 4, anchor: .end, fill: .muted)
      canvas.text(
        "\(Int(labels.rounded()))",
        x(labels),
        y(lowest) + 18,
        anchor: .middle,
        fill: .muted
      )
    }
    canvas.text(name, 22, Self.plot.top + Self.plot.height / 2, anchor: .middle, angle: -90)
    canvas.text("Labels", x(lastLabel / 2), y(lowest) + 40, anchor: .middle)
  }

  private func points(of index: Int) -> [(labels: Double, value: MeanEstimate)] {
    report.arms[index].curve.map {
      (Double($0.labels), $0.mean(of: report.score))
    }
  }

  private func drawBand(of index: Int, _ canvas: inout SVGCanvas) {
    var points = points(of: index)
    guard let first = points.first else { return }
    // An arm that asks nobody is as good throughout.
    if points.count == 1 { points.append((lastLabel, first.value)) }
    let upper = points.map { (x($0.labels), y(min(1, $0.value.interval.upper))) }
    let lower = points.reversed().map { (x($0.labels), y(max(lowest, $0.value.interval.lower))) }
    canvas.polygon(upper + lower, fill: color(index), opacity: 0.12)
  }

  private func drawLine(of index: Int, _ canvas: inout SVGCanvas) {
    var points = points(of: index)
    guard let first = points.first, let last = points.last else { return }
    if points.count == 1 { points.append((lastLabel, first.value)) }
    let dash = Self.dashes[index / Self.colors.count % Self.dashes.count]
    canvas.polyline(
      points.map { (x($0.labels), y($0.value.mean)) },
      stroke: color(index),
      width: 2,
      dashes: dash
    )
    let row = Self.plot.top + 8 + 20 * Double(index)
    let left = Self.plot.left + Self.plot.width + 20
    canvas.line(left, row, left + 24, row, stroke: color(index), width: 3, dashes: dash)
    let final = SVGCanvas.number(last.value.mean, decimals: 3)
    canvas.text("\(report.arms[index].name) \(final)", left + 32, row + 4)
  }
}
