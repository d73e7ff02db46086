internal import LabelingCore
internal import OptionValues
internal import VoteAnalysis
internal import Workspace

/// A difference between two runs that a check in CI does not let pass.
struct FailCondition {
  private enum Kind: String, CaseIterable {
    case accuracyDrops = "accuracy-drops"
    case coverageDrops = "coverage-drops"
    case faultsRise = "faults-rise"
    case labelsChange = "labels-change"
  }

  private let kind: Kind
  /// How much may pass; `nil` for the kind's own rule.
  private let threshold: Double?

  /// The names of all conditions.
  static var names: [String] { Kind.allCases.map(\.rawValue) }

  /// Reads `name` or `name=share`; `nil` for anything else.
  init?(_ text: String) {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard let kind = parts.first.flatMap(Kind.init) else { return nil }
    self.kind = kind
    threshold = parts.count == 2 ? OptionValue.share(parts[1], in: 0...1e15) : nil
    if parts.count == 2, threshold == nil { return nil }
  }

  /// What was found, when the condition is met.
  func finding(in difference: RunDifference) -> String? {
    switch kind {
    case .accuracyDrops:
      guard let accuracy = difference.accuracy, let change = accuracy.difference else {
        return nil
      }
      let drop = -change
      let isMet = threshold.map { drop > $0 } ?? (drop > 0 && accuracy.isClear)
      return isMet ? "accuracy drops by \(Formatting.share(drop))" : nil
    case .coverageDrops:
      guard let before = difference.coverageBefore, let after = difference.coverageAfter else {
        return nil
      }
      let drop = before - after
      return drop > (threshold ?? 0) ? "coverage drops by \(Formatting.share(drop))" : nil
    case .faultsRise:
      let rise = difference.faultsAfter - difference.faultsBefore
      return Double(rise) > (threshold ?? 0)
        ? "\(Formatting.count(rise, "more cell")) \(Formatting.verb(rise, "has", "have")) "
          + "faults" : nil
    case .labelsChange:
      guard let labels = difference.labels, difference.documentCount > 0 else { return nil }
      let share = Double(labels.changed) / Double(difference.documentCount)
      return share > (threshold ?? 0)
        ? "\(Formatting.count(labels.changed, "label")) "
          + "\(Formatting.verb(labels.changed, "changes", "change"))" : nil
    }
  }
}
