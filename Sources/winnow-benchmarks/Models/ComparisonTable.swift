internal import Foundation

/// A table of scores as Markdown, a row per case and a column per model, printed row by row.
struct ComparisonTable {
  /// Prints a title and the heading.
  ///
  /// - Parameters:
  ///   - title: Of the table.
  ///   - subject: Heading of the first column, and what the figures are.
  ///   - columns: The other headings.
  init(_ title: String, _ subject: String, _ columns: [String]) {
    print("\n#### \(title)\n")
    print(ResultTable.row([subject] + columns))
    print(ResultTable.row(["---"] + columns.map { _ in "---:" }))
  }

  /// Prints a row.
  func row(_ name: String, _ cells: [String]) { print(ResultTable.row([name] + cells)) }

  /// Prints a row of scores.
  func row(_ name: String, _ scores: [ModelScore], _ cell: (ModelScore) -> String) {
    row(name, scores.map(cell))
  }

  /// Figures as a cell, three digits each.
  static func cell(_ figures: Double...) -> String {
    figures.map { String(format: "%.3f", $0) }.joined(separator: " / ")
  }

  /// Accuracy and log loss.
  static func accuracyAndLoss(_ score: ModelScore) -> String {
    cell(score.accuracy, score.logLoss)
  }
}
