internal import Foundation

/// Writes figures the same way everywhere.
package enum Formatting {
  /// A share with three decimals, or an em dash where there is none.
  package static func share(_ value: Double?) -> String {
    value.map { String(format: "%.3f", $0) } ?? "–"
  }

  /// A share of documents as a percentage.
  package static func percent(_ value: Double) -> String { String(format: "%.1f %%", value * 100) }

  /// A number with its noun, which an `s` makes plural, and an `es` behind an `s`.
  package static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : noun.hasSuffix("s") ? "es" : "s")"
  }

  /// The verb that goes with a number: `is` or `are`.
  package static func verb(_ number: Int, _ one: String, _ many: String) -> String {
    number == 1 ? one : many
  }

  /// Seconds with one decimal.
  package static func seconds(_ value: Double) -> String { String(format: "%.1f s", value) }

  /// The interval of a share that was counted, or that there is nothing to tell it from.
  package static func evidence(_ interval: Interval?) -> String {
    interval.map { self.interval($0) } ?? "no evidence"
  }

  /// A range of shares with three decimals.
  package static func range(_ lower: Double, _ upper: Double) -> String {
    String(format: "%.3f–%.3f", lower, upper)
  }

  /// An interval with three decimals, or nothing.
  package static func interval(_ interval: Interval?) -> String {
    interval.map { range($0.lower, $0.upper) } ?? ""
  }

  /// What stands above and before intervals: `95 % interval`.
  package static let intervalHeading = "\(ConfidenceLevel.standard.percent) interval"
}
