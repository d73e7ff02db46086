internal import LabelingCore
internal import MarkupText

/// Draws how labels are spread over classes and confidences.
struct LabelPictures {
  /// Classes beyond these are left to the table.
  static let largestClassCount = 40
  private static let histogram = (left: 44.0, top: 20.0, width: 284.0, height: 130.0)

  private let labels: LabelDistribution

  init(_ labels: LabelDistribution) { self.labels = labels }

  /// The share of each class: among labels, by the model's probabilities, and among gold.
  var classes: String {
    let shown = labels.classes.prefix(Self.largestClassCount)
    let labeled = labels.documentCount - labels.unlabeledCount
    let shares = shown.map { entry in
      (
        label: Self.share(entry.labelCount, of: labeled), expected: entry.expectedShare,
        gold: Self.share(entry.goldCount, of: labels.goldCount)
      )
    }
    let barCount = labels.goldCount > 0 ? 3 : 2
    var rows = FunctionRows(
      shown.map(\.name),
      upTo: shares.flatMap { [$0.label, $0.expected, $0.gold] }.max() ?? 0,
      barCount: barCount,
      id: "classes-picture",
      title: "Share of each class",
      summary: "\(Formatting.count(shown.count, "class")): \(Formatting.count(labeled, "label"))"
        + (labels.goldCount > 0 ? " and \(labels.goldCount) gold labels." : ".")
    )
    for (row, share) in shares.enumerated() {
      let bars = [
        (share.label, SVGInk.strong, "of labels"), (share.expected, .soft, "expected of documents"),
        (share.gold, .other, "of gold labels"),
      ]
      for (index, bar) in bars.prefix(barCount).enumerated() {
        rows.bar(
          row,
          to: bar.0,
          bar: index,
          of: barCount,
          fill: bar.1,
          tip: "\(Formatting.percent(bar.0)) \(bar.2)"
        )
      }
      rows.note(row, Formatting.percent(share.label))
    }
    return rows.canvas.document
  }

  /// Labeled documents by the probability of their label.
  var confidence: String {
    let box = Self.histogram
    let counts = labels.confidenceCounts
    let largest = counts.max() ?? 0
    var canvas = SVGCanvas(
      width: FunctionRows.width,
      height: Int(box.top + box.height) + 44,
      title: "Labels by confidence",
      summary: labels.meanConfidence.map {
        "Mean probability of a label \(SVGCanvas.number($0, decimals: 3))."
      } ?? "No document has a label.",
      theme: .page(id: "confidence-picture")
    )
    let bottom = box.top + box.height
    canvas.line(box.left, box.top, box.left + box.width, box.top, stroke: .grid)
    canvas.text("\(largest)", box.left - 6, box.top + 4, anchor: .end, size: 11, fill: .muted)
    canvas.text("0", box.left - 6, bottom + 4, anchor: .end, size: 11, fill: .muted)
    let width = box.width / Double(counts.count)
    for (index, count) in counts.enumerated() where count > 0 {
      let height = max(1, box.height * Double(count) / Double(largest))
      let range = (index, index + 1)
      canvas.rectangle(
        box.left + width * Double(index) + 1,
        bottom - height,
        width - 2,
        height,
        fill: .soft,
        tip:
          "\(Self.tenth(range.0)) to \(Self.tenth(range.1)): \(Formatting.count(count, "document"))"
      )
    }
    canvas.line(box.left, bottom, box.left + box.width, bottom, stroke: .axis)
    for index in stride(from: 0, through: counts.count, by: 2) {
      let x = box.left + width * Double(index)
      canvas.text(Self.tenth(index), x, bottom + 16, anchor: .middle, size: 11, fill: .muted)
    }
    let middle = box.left + box.width / 2
    canvas.text("Probability of the label", middle, bottom + 34, anchor: .middle)
    return canvas.document
  }

  private static func tenth(_ index: Int) -> String {
    SVGCanvas.number(Double(index) / Double(LabelDistribution.binCount), decimals: 1)
  }

  private static func share(_ part: Int, of whole: Int) -> Double {
    whole > 0 ? Double(part) / Double(whole) : 0
  }
}
