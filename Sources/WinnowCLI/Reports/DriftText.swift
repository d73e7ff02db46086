internal import Foundation
internal import LabelingCore
internal import VoteAnalysis

/// What has changed between two corpora in words and tables.
enum DriftText {
  /// A line per function, then the corpus as a whole, then the words.
  static func lines(_ report: DriftReport) -> [StyledText] {
    var table = TextTable([
      ("function", .left), ("verdict", .left), ("old", .right), ("new", .right), ("h", .right),
      ("p", .right), ("changed", .left),
    ])
    for function in report.functions {
      let coverage = function.coverage
      table.add([
        function.name, function.verdict.rawValue, Formatting.share(coverage.old),
        Formatting.share(coverage.new), signed(coverage.effect), probability(coverage.pValue),
        function.shifts.joined(separator: ", "),
      ])
    }
    return table.lines() + [""] + whole(report) + (report.text.map(words) ?? []) + [""]
      + [conclusion(report)]
  }

  private static func whole(_ report: DriftReport) -> [String] {
    var lines = [
      "documents: \(report.oldCount) old, \(report.newCount) new",
      "covered: \(change(report.coverage))",
      "in conflict, of covered: \(change(report.conflicts))",
    ]
    if let labels = report.labels {
      let (old, new) = (labels.old.reduce(0, +), labels.new.reduce(0, +))
      let classes = report.classes.enumerated().map { c, name in
        let from = old > 0 ? labels.old[c] / old : nil
        return
          "\(name) \(Formatting.share(from)) → \(Formatting.share(new > 0 ? labels.new[c] / new : nil))"
      }
      lines.append(
        "labels of covered: \(classes.joined(separator: ", ")) "
          + "(Jensen–Shannon \(Formatting.share(labels.divergence)), PSI "
          + "\(Formatting.share(labels.stabilityIndex)), p \(probability(labels.pValue)))"
      )
    }
    for (name, share) in zip(report.classes, report.classShares ?? []) {
      lines.append("'\(name)', of covered: \(change(share))")
    }
    for (names, side) in [(report.removedFunctions, "old"), (report.addedFunctions, "new")]
    where !names.isEmpty {
      lines.append("only in the \(side) votes: \(names.joined(separator: ", "))")
    }
    return lines
  }

  private static func words(_ text: TextDrift) -> [StyledText] {
    var lines = [
      StyledText(),
      StyledText(
        "words: \(text.shiftCount) of \(Formatting.count(text.testCount, "term")) "
          + "\(Formatting.verb(text.shiftCount, "has", "have")) shifted"
      ),
    ]
    for (name, terms) in [("rose", text.risen), ("fell", text.fallen)] where !terms.isEmpty {
      var table = TextTable([(name, .left), ("old", .right), ("new", .right), ("h", .right)])
      for term in terms {
        table.add([
          term.term, Formatting.share(term.old), Formatting.share(term.new), signed(term.effect),
        ])
      }
      lines += [""] + table.lines()
    }
    return lines
  }

  private static func conclusion(_ report: DriftReport) -> String {
    let stale = report.functions.filter { $0.verdict == .stale }.map(\.name)
    let shifted = report.functions.filter { $0.verdict == .shifted }.map(\.name)
    var parts: [String] = []
    if !stale.isEmpty { parts.append("stale: \(stale.joined(separator: ", "))") }
    if !shifted.isEmpty { parts.append("shifted: \(shifted.joined(separator: ", "))") }
    if report.hasShifted { parts.append("the corpus as a whole has shifted") }
    return parts.isEmpty ? "nothing has shifted" : parts.joined(separator: "; ")
  }

  private static func change(_ share: ShareDrift) -> String {
    "\(Formatting.share(share.old)) → \(Formatting.share(share.new)) "
      + "(h \(signed(share.effect)), p \(probability(share.pValue)))"
  }

  private static func signed(_ effect: Double?) -> String {
    effect.map { String(format: "%+.2f", $0) } ?? "–"
  }

  private static func probability(_ value: Double?) -> String {
    guard let value else { return "–" }
    return value < 0.0005 ? "<0.001" : Formatting.share(value)
  }
}
