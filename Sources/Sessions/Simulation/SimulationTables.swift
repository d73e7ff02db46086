package import ActiveLearning
internal import CSVText
internal import LabelingCore

/// A simulation's curves as CSV.
package enum SimulationTables {
  /// Mean curves with bands: a row per arm and number of labels.
  package static func curves(_ report: SimulationReport) -> [UInt8] {
    let hasMicroF1 = report.arms.contains { $0.curve.contains { $0.microF1 != nil } }
    var rows = [
      [
        "arm", "labels", "repeats", "accuracy", "accuracy_lower", "accuracy_upper", "macro_f1",
        "macro_f1_lower", "macro_f1_upper",
      ] + (hasMicroF1 ? ["micro_f1", "micro_f1_lower", "micro_f1_upper"] : [])
    ]
    for arm in report.arms {
      for point in arm.curve {
        let intervals = [point.accuracy, point.macroF1, point.microF1].compactMap(\.self).flatMap {
          [$0.mean, $0.interval.lower, $0.interval.upper]
        }
        rows.append(
          [arm.name, "\(point.labels)", "\(point.accuracy.count)"] + intervals.map { "\($0)" }
        )
      }
    }
    return csv(rows)
  }

  /// Every measurement: a row per arm, repeat and number of labels.
  package static func runs(_ curves: [[LearningCurve]], of plan: SimulationPlan) -> [UInt8] {
    let hasMicroF1 = curves.contains { $0.contains { $0.points.contains { $0.microF1 != nil } } }
    var rows = [
      ["arm", "repeat", "labels", "accuracy", "macro_f1"] + (hasMicroF1 ? ["micro_f1"] : [])
    ]
    for (arm, own) in zip(plan.arms, curves) {
      for (number, curve) in own.enumerated() {
        for point in curve.points {
          rows.append(
            [arm.name, "\(number + 1)", "\(point.labels)", "\(point.accuracy)", "\(point.macroF1)"]
              + (point.microF1.map { ["\($0)"] } ?? [])
          )
        }
      }
    }
    return csv(rows)
  }

  private static func csv(_ rows: [[String]]) -> [UInt8] {
    var encoder = CSVEncoder()
    var bytes: [UInt8] = []
    for row in rows {
      for cell in row { encoder.append(cell, to: &bytes) }
      encoder.endRecord(&bytes)
    }
    return bytes
  }
}
