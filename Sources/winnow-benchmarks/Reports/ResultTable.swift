internal import Foundation

/// Figures as rows of a Markdown table that is also easy to read on a terminal.
enum ResultTable {
  /// The heading of a table of measurements.
  static let heading = [
    row(["operation", "documents", "median s", "documents/s", "further"]),
    row(["---", "---:", "---:", "---:", "---"]),
  ]

  /// A measurement as a row.
  static func row(_ measurement: Measurement) -> String {
    let rate = Double(measurement.documentCount) / max(measurement.medianSeconds, 1e-9)
    let facts = measurement.facts.sorted { $0.key < $1.key }.map { name, value in
      "\(name.replacing("_", with: " ")) \(figure(value))"
    }
    return row([
      measurement.name, "\(measurement.documentCount)",
      String(format: "%.4f", measurement.medianSeconds),
      measurement.documentCount == 0 ? "" : String(format: "%.0f", rate),
      facts.joined(separator: ", "),
    ])
  }

  /// Cells as a row.
  static func row(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |" }

  private static func figure(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : String(format: "%.4g", value)
  }
}
