internal import Foundation
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

  /// All figures.
  static func lines(_ status: SessionStatus, classes: LabelSpace, blind: Bool) -> [StyledText] {
    var lines: [String] = [
      "documents:      \(status.documentCount), \(status.answeredCount) answered, "
        + "\(status.completeCount) by as many as were asked for",
      "answers:        \(status.answerCount), \(status.skipCount) skips, "
        + "\(status.flagCount) flagged, \(status.noteCount) with notes",
      "classes so far: "
        + zip(classes.classes, status.classCounts).map { "\($0) \($1)" }.joined(separator: ", "),
    ]
    if status.disagreementCount > 0 {
      lines.append(
        "disagreements:  \(status.disagreementCount), \(status.adjudicatedCount) settled"
      )
    }
    if let agreement = status.agreement {
      lines.append("agreement:      \(Self.agreement(agreement, count: status.annotators.count))")
    }
    if let expected = status.expectedCorrections, !blind, status.openQuestionCount > 0 {
      lines.append(
        String(
          format: "expected gain:  %.1f labels corrected by the %d open questions",
          expected,
          status.openQuestionCount
        )
      )
    }
    lines += ["", "annotators:"]
    var table = TextTable([
      ("name", .left), ("answers", .right), ("skips", .right), ("median", .right),
    ])
    for progress in status.annotators {
      table.add([
        progress.annotator.name, "\(progress.answerCount)", "\(progress.skipCount)",
        progress.medianSeconds.map(Formatting.seconds) ?? "–",
      ])
    }
    return lines + table.lines() + stopping(status.stopping)
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
