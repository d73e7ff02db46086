internal import Foundation
internal import LabelModels
internal import LabelingCore
internal import Runs

/// How a fit went, in words and tables.
enum FitText {
  /// The candidates, what the fit found in the votes, and the check on gold, where there are any.
  static func lines(
    _ outcome: FitRun.Outcome,
    for stream: Console.Stream = .output
  ) -> [StyledText] {
    var lines: [StyledText] = []
    if let selection = outcome.selection { lines += picked(selection, stream) + [""] }
    lines += LearningText.lines(
      outcome.fitted.facts.learning,
      voters: outcome.fitted.voters
    ).map { StyledText($0) }
    if let check = outcome.check {
      lines += self.check(check, stream)
      if let gold = outcome.fitted.facts.learning.gold, gold.randomness < 1 {
        let classes = outcome.fitted.labelSpace.classes
        let names = classes.indices.filter { gold.documents[$0] > 0 }.map { "'\(classes[$0])'" }
        lines.append(
          StyledText("this holds for gold documents of \(names.joined(separator: ", ")) only")
        )
      }
    }
    return lines
  }

  /// Prints warnings to standard error.
  static func print(_ warnings: [LabelModelWarning], of voters: VoterKind = .functions) {
    for warning in warnings {
      // People are asked about every document, so that says nothing.
      if voters == .annotators, warning == .fullCoverage { continue }
      Console.remark(warning.diagnostic(of: voters))
    }
  }

  /// How the model was picked: by gold labels, or without any the default.
  private static func picked(
    _ selection: ModelSelection,
    _ stream: Console.Stream
  ) -> [StyledText] {
    if !selection.entries.isEmpty { return candidates(selection, stream) }
    let name = type(of: selection.model).name
    return [StyledText("too few gold labels to compare models, so '\(name)' is fitted")]
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
        entry.model, entry.variant, Formatting.share(entry.logLoss),
        Formatting.share(entry.accuracy),
        Formatting.share(entry.coverage), place == selection.picked ? "picked" : "",
      ])
    }
    return table.lines(for: stream)
  }

  private static func check(_ check: GoldCheck, _ stream: Console.Stream) -> [StyledText] {
    var table = TextTable([
      ("held-out gold (\(check.goldDocuments))", .left), ("accuracy", .right),
      (Formatting.intervalHeading, .left), ("coverage", .right), ("log loss", .right),
      (Formatting.intervalHeading, .left),
    ])
    for (name, score) in [(check.model, check.score), (MajorityVote.name, check.majority)] {
      table.add([
        name, Formatting.share(score.labels.accuracy), Formatting.evidence(score.labels.interval),
        Formatting.share(score.labels.coverage), Formatting.share(score.logLoss),
        Formatting.interval(score.logLossInterval),
      ])
    }
    return table.lines(for: stream)
      + Formatting.common(check.comparison, first: MajorityVote.name, second: check.model)
  }
}

/// How a fit went, for machines.
struct FitReport: Encodable {
  let model: String
  let facts: FitFacts
  let warnings: [LabelModelWarning]
  let check: GoldCheck?
  let candidates: [ModelSelection.Entry]?

  init(_ outcome: FitRun.Outcome) {
    model = type(of: outcome.fitted).name
    facts = outcome.fitted.facts
    warnings = outcome.warnings
    check = outcome.check
    candidates = outcome.selection?.entries
  }
}
