internal import Foundation
package import LabelModels
package import LabelingCore

extension Formatting {
  /// A difference of two shares with its interval.
  package static func difference(_ value: Double, _ interval: Interval) -> String {
    "\(signed(value)) (\(intervalHeading) \(signed(interval.lower)) to \(signed(interval.upper)))"
  }

  /// A difference with three decimals and its sign; none where it rounds to 0.
  private static func signed(_ value: Double) -> String {
    let text = String(format: "%+.3f", value)
    return text.dropFirst() == "0.000" ? "0.000" : text
  }

  /// How right labels are: accuracy with its coverage.
  package static func accuracy(_ labels: LabelAccuracy) -> String {
    "\(share(labels.accuracy)) (coverage \(share(labels.coverage)))"
  }

  /// What two labelings label, and how they compare on the documents that both label, in words.
  ///
  /// - Parameters:
  ///   - comparison: The labelings.
  ///   - first: Name of the first.
  ///   - second: Name of the second.
  /// - Returns: Lines to print.
  package static func common(
    _ comparison: LabelComparison,
    first: String,
    second: String
  ) -> [String] {
    var lines: [String] = []
    for (name, alone) in [(first, comparison.firstAlone), (second, comparison.secondAlone)]
    where alone.labeledCount > 0 {
      lines.append(
        "only \(name) labels \(alone.labeledCount): accuracy \(share(alone.accuracy)) "
          + "(\(intervalHeading) \(evidence(alone.interval)))"
      )
    }
    guard let common = comparison.common else {
      return lines + ["no document with gold is labeled by both \(first) and \(second)"]
    }
    return [
      "both label \(common.count): \(first) \(share(common.firstAccuracy)), "
        + "\(second) \(share(common.secondAccuracy)), "
        + "difference \(difference(common.difference, common.interval))",
      "only \(first) right \(common.onlyFirstRight), "
        + "only \(second) right \(common.onlySecondRight), "
        + String(format: "McNemar's mid-p %.3g", common.midP),
    ] + lines
  }

  /// How two predictors of several classes compare on the documents that both label, in words.
  package static func common(
    _ comparison: LabelSetComparison,
    first: String,
    second: String
  ) -> String {
    guard comparison.documents > 0 else {
      return "no document with gold is labeled by both \(first) and \(second)"
    }
    guard let score = comparison.microF1 else {
      return "both label \(comparison.documents), too few to compare \(first) and \(second)"
    }
    return "both label \(comparison.documents): micro-F1 \(first) \(share(score.first)), "
      + "\(second) \(share(score.second)), "
      + "difference \(difference(score.value, score.interval))"
  }
}
