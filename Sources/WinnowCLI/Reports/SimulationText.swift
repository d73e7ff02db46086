internal import ActiveLearning
internal import Foundation
internal import LabelingCore
internal import Sessions

/// What a simulation found, as a table.
enum SimulationText {
  /// The arms, one a line, and what the figures mean.
  static func lines(_ outcome: SimulateRun.Outcome) -> [StyledText] {
    let report = outcome.report
    let isOfSeveral = report.arms.contains { $0.curve.contains { $0.microF1 != nil } }
    let score = isOfSeveral && report.score == .accuracy ? "subset accuracy" : report.score.words
    let checkpoints = Set(
      [20, 50, 100, 200, 500, 1000].filter { $0 < report.budget }
    )
    let shown = report.arms.flatMap { $0.curve.map(\.labels) }
      .filter { checkpoints.contains($0) }
    let labels = Set(shown).sorted()
    var table = TextTable(
      [("arm", .left)] + labels.map { ("@\($0)", .right) } + [
        ("@\(report.budget)", .right), (ConfidenceLevel.standard.percent, .left), ("area", .right),
        ("labels to level", .right), ("reached", .right), ("area − random", .left),
        ("final − random", .left),
      ]
    )
    for arm in report.arms {
      let asks = arm.arm.strategy != nil
      var row = [arm.name]
      row += labels.map { count in
        let point = arm.curve.first { $0.labels == count }
        return Formatting.share(
          point.map { $0.mean(of: report.score).mean }
        )
      }
      row += [
        Formatting.share(arm.final.mean),
        Formatting.interval(arm.final.interval),
        Formatting.share(arm.area?.mean),
        asks ? labelsToLevel(arm, report) : "",
        asks ? "\(arm.reachedCount)/\(report.repeats)" : "",
        gain(arm.areaGain), gain(arm.finalGain),
      ]
      table.add(row)
    }
    var lines = table.lines()
    lines.append("")
    lines.append(
      "\(score) on withheld documents, mean of \(Formatting.count(report.repeats, "repeat")); "
        + "\(Formatting.count(outcome.documentCount, "document")), classes "
        + "\(outcome.classes.joined(separator: ", "))"
    )
    if let level = report.level {
      lines.append(
        "level \(Formatting.share(level)): labels with which the mean reaches it; in brackets the "
          + "mean over repeats of the labels with which each reaches its own level, with "
          + ConfidenceLevel.standard.percent
      )
    }
    if report.reference == nil {
      lines.append("add the strategy 'random' to compare with it")
    }
    if outcome.unknownCount > 0 {
      lines.append(
        "\(Formatting.count(outcome.unknownCount, "document")) without a gold label "
          + "\(Formatting.verb(outcome.unknownCount, "was", "were")) left out"
      )
    }
    return lines
  }

  private static func labelsToLevel(
    _ arm: SimulationReport.Arm,
    _ report: SimulationReport
  ) -> String {
    let own = arm.labelsToLevelByRepeat.map {
      String(format: " (%.0f, %.0f–%.0f)", $0.mean, $0.interval.lower, $0.interval.upper)
    }
    guard report.level != nil else { return "–" }
    return (arm.labelsToLevel.map { "\($0)" } ?? ">\(report.budget)") + (own ?? "")
  }

  private static func gain(_ gain: MeanEstimate?) -> String {
    guard let gain else { return "" }
    let (lower, upper) = (gain.interval.lower, gain.interval.upper)
    return String(format: "%+.3f (%+.3f to %+.3f)", gain.mean, lower, upper)
  }
}
