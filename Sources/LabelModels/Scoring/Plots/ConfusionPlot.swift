internal import LabelingCore
internal import MarkupText

/// Draws a confusion matrix: a row per gold class, shaded by its shares.
package struct ConfusionPlot: Sendable {
  /// From this many columns on, cells are too small for numbers.
  private static let largestNumbered = 20

  private let matrix: ConfusionMatrix
  private let title: String

  /// Creates a plot of a matrix.
  package init(of matrix: ConfusionMatrix, title: String = "Confusion matrix") {
    self.matrix = matrix
    self.title = title
  }

  /// The picture as an SVG document, 640 pixels wide.
  package var svg: String {
    let layout = Layout(matrix)
    var canvas = SVGCanvas(
      width: 640,
      height: Int((layout.top + layout.cell * Double(matrix.classes.count) + 24).rounded(.up)),
      title: title,
      summary: "\(matrix.correctCount) of \(matrix.rowCount) rows have their gold label. "
        + "Rows are gold classes, columns the labels given."
    )
    canvas.text(title, 16, 26, size: 16, isBold: true)
    canvas.text(
      "rows: gold class; columns: label given; shade: share of the row",
      16,
      44,
      fill: .muted
    )
    for c in 0..<layout.columns { drawHead(c, layout, &canvas) }
    for gold in matrix.classes.indices { drawRow(gold, layout, &canvas) }
    return canvas.document
  }

  /// Where things stand.
  private struct Layout {
    let columns: Int
    let cell: Double
    let left: Double
    let top: Double
    let fontSize: Double

    init(_ matrix: ConfusionMatrix) {
      let hasAbstained = matrix.abstained.contains { $0 > 0 }
      let longest = min(matrix.classes.map(\.count).max() ?? 0, 18)
      columns = matrix.classes.count + (hasAbstained ? 1 : 0)
      left = 32 + Double(longest) * 7.5
      cell = min(96, (640 - left - 16) / Double(max(columns, 1)))
      // Class names over the columns stand aslant when they are wider than a cell.
      top = Double(longest) * 7.5 < cell ? 86 : 76 + Double(longest) * 6
      fontSize = max(4, min(12, cell * 0.3))
    }

    var isAslant: Bool { top > 86.5 || top < 85.5 }
  }

  private func drawHead(_ c: Int, _ layout: Layout, _ canvas: inout SVGCanvas) {
    let isClass = c < matrix.classes.count
    let name = isClass ? SVGCanvas.shortened(matrix.classes[c], to: 18) : "(none)"
    canvas.text(
      name,
      layout.left + (Double(c) + 0.5) * layout.cell + (layout.isAslant ? 3 : 0),
      layout.top - 8,
      anchor: layout.isAslant ? .start : .middle,
      size: min(12, max(5, layout.cell * 0.7)),
      fill: isClass ? nil : .muted,
      angle: layout.isAslant ? -50 : 0
    )
  }

  private func drawRow(_ gold: Int, _ layout: Layout, _ canvas: inout SVGCanvas) {
    let y = layout.top + Double(gold) * layout.cell
    let support = matrix.support(of: gold)
    canvas.text(
      SVGCanvas.shortened(matrix.classes[gold], to: 18),
      layout.left - 8,
      y + layout.cell / 2 + 4,
      anchor: .end,
      size: min(12, max(5, layout.cell * 0.7))
    )
    for c in 0..<layout.columns {
      let isClass = c < matrix.classes.count
      let count = isClass ? matrix[gold, c] : matrix.abstained[gold]
      let share = support > 0 ? Double(count) / Double(support) : 0
      let x = layout.left + Double(c) * layout.cell
      let label = isClass ? "'\(matrix.classes[c])'" : "nothing"
      let percent = "\(SVGCanvas.number(share * 100, decimals: 1)) %"
      canvas.rectangle(
        x + 0.5,
        y + 0.5,
        layout.cell - 1,
        layout.cell - 1,
        fill: Self.shade(share, isRight: c == gold, isClass: isClass),
        tip: "'\(matrix.classes[gold])' labeled \(label): \(count) rows, \(percent)"
      )
      guard layout.columns <= Self.largestNumbered, count > 0 else { continue }
      let color = share > 0.55 ? SVGInk.paper : .text
      let middle = (x: x + layout.cell / 2, y: y + layout.cell / 2)
      let size = layout.fontSize
      canvas.text(
        String(count),
        middle.x,
        layout.cell > 44 ? middle.y - 1 : middle.y + size / 3,
        anchor: .middle,
        size: size,
        fill: color
      )
      if layout.cell > 44 {
        canvas.text(
          percent,
          middle.x,
          middle.y + 13,
          anchor: .middle,
          size: min(10, size),
          fill: color
        )
      }
    }
  }

  /// White to blue for right labels, to orange for wrong ones, to gray for none.
  private static func shade(_ share: Double, isRight: Bool, isClass: Bool) -> SVGInk {
    let full: [Double] = isRight ? [9, 84, 165] : isClass ? [166, 61, 10] : [87, 96, 106]
    let empty = 246.0
    let parts = full.map { part -> String in
      let value = Int((empty + (part - empty) * share).rounded())
      let digits = String(value, radix: 16)
      return digits.count == 1 ? "0\(digits)" : digits
    }
    return .fixed("#\(parts.joined())")
  }
}
