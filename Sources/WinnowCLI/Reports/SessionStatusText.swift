internal import Foundation
internal import LabelStore
internal import LabelingCore
internal import Sessions
internal import VoteAnalysis

/// How far a session is, in words.
enum SessionStatusText {
  /// The agreement of annotators in one line: Cohen's kappa for two, Fleiss' for more.
  static func agreement(_ agreement: AgreementSummary, count: Int) -> String {
    let kappa =
      agreement.voters.count(where: { $0.voteCount > 0 }) == 2
      ? "Cohen's kappa \(Formatting.share(agreement.meanCohenKappa))"
      : "Fleiss' kappa \(Formatting.share(agreement.fleissKappa))"
    return "\(kappa), alpha \(Formatting.share(agreement.krippendorffAlpha))"
  }

  /// The agreement of annotators in one line.
  static func agreement(_ status: SessionStatus) -> String? {
    status.agreement.map { agreement in
      let lists = Self.agreement(agreement, count: status.annotators.count)
      guard let sets = status.labelSetAgreement else { return lists }
      return "MASI alpha \(Formatting.share(sets.masiAlpha)); same lists: \(lists)"
    }
  }

  /// All figures.
  static func lines(
    _ status: SessionStatus,
    classes: LabelSpace,
    blind: Bool,
    showsChecks: Bool
  ) -> [StyledText] {
    var lines: [String] = [
      "documents:      \(status.documentCount), \(status.answeredCount) answered, "
        + "\(status.completeCount) by as many as were asked for",
      "answers:        \(status.answerCount), \(Formatting.count(status.skipCount, "skip")), "
        + "\(status.flagCount) flagged, \(status.noteCount) with notes",
      "classes so far: " + classesSoFar(status, classes),
    ]
    if status.disagreementCount > 0 {
      lines.append(
        "disagreements:  \(status.disagreementCount), \(status.adjudicatedCount) settled"
      )
    }
    if let agreement = status.agreement {
      lines.append("agreement:      \(Self.agreement(status) ?? "")")
      lines += AgreementText.leftOut(agreement) + AgreementText.ratings(agreement)
    }
    if let expected = status.expectedCorrections, !blind, status.openQuestionCount > 0 {
      lines.append(
        String(
          format: "expected gain:  %.1f labels corrected by the %@",
          expected,
          Formatting.count(status.openQuestionCount, "open question")
        )
      )
    }
    lines += ["", "annotators:"]
    return lines + annotators(status, showsChecks: showsChecks).lines()
      + classAgreement(status.labelSetAgreement) + windows(status)
      + stopping(status.stopping)
  }

  /// Documents by class, and those that have none because annotators disagree.
  private static func classesSoFar(_ status: SessionStatus, _ classes: LabelSpace) -> String {
    let counts = zip(classes.classes, status.classCounts).map { "\($0) \($1)" }
    let none = status.emptyCount > 0 ? ["none of them \(status.emptyCount)"] : []
    let open = status.undecidedCount > 0 ? ["undecided \(status.undecidedCount)"] : []
    return (counts + none + open).joined(separator: ", ")
  }

  private static func annotators(_ status: SessionStatus, showsChecks: Bool) -> TextTable {
    let hasRoles = status.annotators.contains { $0.annotator.role > .annotator }
    let hasPaused = status.annotators.contains(where: \.annotator.isPaused)
    let columns: [(isShown: Bool, heading: String, cell: (AnnotatorProgress) -> String)] = [
      (true, "answers", { "\($0.answerCount)" }),
      (true, "skips", { "\($0.skipCount)" }),
      (true, "median", { $0.pace.medianSeconds.map(Formatting.seconds) ?? "–" }),
      (true, "per hour", { $0.pace.answersPerHour.map { String(format: "%.0f", $0) } ?? "–" }),
      (status.agreement != nil, "with others", { Formatting.share($0.othersAgreement) }),
      (showsChecks, "checks", { "\($0.checks.answerCount)" }),
      (showsChecks, "right", { "\($0.checks.rightCount)" }),
      (showsChecks, Formatting.intervalHeading, { Formatting.interval($0.checks.interval) }),
      (hasRoles, "role", { $0.annotator.role.rawValue }),
      (hasPaused, "paused", { $0.annotator.isPaused ? "yes" : "" }),
    ]
    let shown = columns.filter(\.isShown)
    var table = TextTable([("name", .left)] + shown.map { ($0.heading, .right) })
    for progress in status.annotators {
      table.add([progress.annotator.name] + shown.map { $0.cell(progress) })
    }
    return table
  }

  /// Agreement on whether documents have each class.
  private static func classAgreement(_ agreement: LabelSetAgreement?) -> [StyledText] {
    guard let agreement else { return [] }
    var table = TextTable(
      [("class", .left), ("given", .right), ("kappa", .right), ("alpha", .right)]
        + [("with majority", .right)]
    )
    for found in agreement.classes {
      let pairs = found.agreement.voters.count { $0.voteCount > 0 } == 2
      table.add([
        DocumentText.oneLine(found.name), Formatting.share(found.presentShare),
        Formatting.share(pairs ? found.agreement.meanCohenKappa : found.agreement.fleissKappa),
        Formatting.share(found.agreement.krippendorffAlpha),
        Formatting.share(found.agreement.majorityAgreement),
      ])
    }
    return ["", "agreement on each class:"] + table.lines()
  }

  /// Agreement in consecutive parts of the session.
  private static func windows(_ status: SessionStatus) -> [StyledText] {
    guard !status.windows.isEmpty else { return [] }
    let names = status.annotators.map(\.annotator.name)
    let shown = names.indices.filter { index in
      status.windows.contains { index < $0.voters.count && $0.voters[index] != nil }
    }
    var table = TextTable(
      [("documents", .right), ("pairs agree", .right), ("alpha", .right)]
        + shown.map { (names[$0], .right) }
    )
    for window in status.windows {
      table.add(
        [
          "\(window.rowCount)", Formatting.share(window.agreement),
          Formatting.share(window.krippendorffAlpha),
        ] + shown.map { Formatting.share(window.voters[$0]) }
      )
    }
    return ["", "agreement over time, by consecutive documents of several annotators:"]
      + table.lines()
  }

  private static func stopping(_ figures: [StoppingFigure]) -> [String] {
    guard !figures.isEmpty else { return [] }
    return ["", "when to stop:"]
      + figures.flatMap { figure in
        let verdict = figure.isReached.map { $0 ? "reached" : "not yet" } ?? "cannot say"
        return ["\(figure.name): \(verdict); \(figure.value)", "  \(figure.assumption)"]
      }
  }
}
