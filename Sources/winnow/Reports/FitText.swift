internal import Foundation
internal import LabelModels
internal import LabelingCore
internal import Pipeline

/// How a fit went, in words and tables.
enum FitText {
  /// The candidates, the tuning and the check on gold, where there are any.
  static func lines(
    _ outcome: FitRun.Outcome,
    for stream: Console.Stream = .output
  ) -> [StyledText] {
    var lines: [StyledText] = []
    if let selection = outcome.selection { lines += picked(selection, stream) + [""] }
    if let tuning = outcome.tuning, tuning.isTuned {
      lines.append(
        "tuned on gold: \(tuning.words) "
          + "(log loss \(Figures.share(tuning.logLoss)), defaults \(Figures.share(tuning.defaultLogLoss)))"
      )
    }
    if let check = outcome.check { lines += self.check(check, stream) }
    return lines
  }

  /// Prints warnings to standard error.
  static func print(_ warnings: [LabelModelWarning], of voters: VoterKind = .functions) {
    for warning in warnings {
      // People are asked about every document, so that says nothing.
      if voters == .annotators, warning == .fullCoverage { continue }
      Console.print(warning.diagnostic(of: voters))
    }
  }

  /// How the model was picked: by gold labels, or by the test of the votes.
  private static func picked(
    _ selection: ModelSelection,
    _ stream: Console.Stream
  ) -> [StyledText] {
    guard let test = selection.test else { return candidates(selection, stream) }
    let name = type(of: selection.model).name
    switch test.verdict {
    case .tooLittleData:
      return [
        StyledText(
          "too few votes to test whether functions are independent, so '\(name)' is fitted"
        )
      ]
    default:
      let ratio = String(format: "%.2f", test.ratio)
      return [
        StyledText(
          "test of independence: \(test.verdict.rawValue) (ratio \(ratio)), so '\(name)' is fitted"
        )
      ]
    }
  }

  private static func candidates(
    _ selection: ModelSelection,
    _ stream: Console.Stream
  ) -> [StyledText] {
    var table = TextTable([
      ("candidate", .left), ("variant", .left), ("log loss", .right), ("accuracy", .right),
      ("coverage", .right), ("", .left),
    ])
    for (place, entry) in selection.entries.enumerated() {
      table.add([
        entry.model, entry.variant, Figures.share(entry.logLoss), Figures.share(entry.accuracy),
        Figures.share(entry.coverage), place == selection.picked ? "picked" : "",
      ])
    }
    return table.lines(for: stream)
  }

  private static func check(_ check: GoldCheck, _ stream: Console.Stream) -> [StyledText] {
    var table = TextTable([
      ("held-out gold (\(check.goldDocuments))", .left), ("accuracy", .right),
      (Figures.intervalHeading, .left), ("coverage", .right), ("log loss", .right),
      (Figures.intervalHeading, .left),
    ])
    for (name, score) in [(check.model, check.score), (MajorityVote.name, check.majority)] {
      table.add([
        name, Figures.share(score.labels.accuracy), Figures.evidence(score.labels.interval),
        Figures.share(score.labels.coverage), Figures.share(score.logLoss),
        Figures.interval(score.logLossInterval),
      ])
    }
    return table.lines(for: stream)
      + Figures.common(check.comparison, first: MajorityVote.name, second: check.model)
  }
}

/// How a fit went, for machines.
struct FitReport: Encodable {
  let model: String
  let facts: FitFacts
  let warnings: [LabelModelWarning]
  let check: GoldCheck?
  let candidates: [ModelSelection.Entry]?
  let independence: IndependenceTest.Verdict?
  let tuning: String?

  init(_ outcome: FitRun.Outcome) {
    model = type(of: outcome.fitted).name
    facts = outcome.fitted.facts
    warnings = outcome.warnings
    check = outcome.check
    candidates = outcome.selection?.entries
    independence = outcome.selection?.test?.verdict
    tuning = outcome.tuning.flatMap { $0.isTuned ? $0.words : nil }
  }
}
