internal import ArgumentParser
internal import LabelIO
internal import LabelModels
internal import LabelingCore
internal import OptionValues
internal import Runs

/// `winnow evaluate --gold-format`: labels of spans.
extension EvaluateCommand {
  private static let optionsOfClasses = [
    "--columns", "--gold-columns", "--prefix", "--labels", "--encoding", "--separator", "--quote",
    "--no-header", "--trim", "--record", "--plots", "--groups", "--task",
  ]

  /// Refuses options that do nothing for spans.
  func checkSpanOptions() throws {
    guard let goldFormat else { return }
    try OptionUse.refuse(Self.optionsOfClasses, besides: "--gold-format \(goldFormat.rawValue)")
  }

  /// Scores labels of spans.
  func evaluateSpans(_ goldFormat: SpanFormat) throws {
    let format = try text.format.map { name in
      guard let format = SpanFormat(rawValue: name) else {
        throw UsageError(
          value: name,
          of: "--format",
          help: Suggestion.help(for: name, among: SpanFormat.names, kind: "formats of spans")
        )
      }
      return format
    }
    let evaluated = try EvaluatedSpans(
      SpanFile(at: labels, format: format ?? .lines),
      gold: SpanGoldTable(SpanFile(at: gold, format: goldFormat))
    )
    if !evaluated.missing.isEmpty {
      Console.print(
        SpanText.missing(
          evaluated.missing,
          at: gold,
          among: "labels",
          effect: "their spans count as missed"
        )
      )
    }
    let report = evaluated.report
    if json { return try Console.printJSON(report) }
    Console.print(SpanText.scores(report, of: labels))
    Console.print("")
    Console.print(SpanText.types(report))
    Console.print(SpanText.outcomes(report.outcomes))
    if evaluated.unjudgedCount > 0 {
      Console.remark(
        "\(Formatting.count(evaluated.unjudgedCount, "document")) "
          + "\(Formatting.verb(evaluated.unjudgedCount, "has", "have")) no gold spans to compare with"
      )
    }
  }
}
