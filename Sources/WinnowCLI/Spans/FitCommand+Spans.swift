internal import ArgumentParser
internal import ByteIO
internal import LabelIO
internal import LabelModels
internal import LabelingCore
internal import Runs

/// `winnow fit --format wrench-spans`.
extension FitCommand {
  /// Options of votes for classes.
  private static let optionsOfClasses =
    OptionUse.votes + ["--abstain", "--stats", "--from", "--threshold-by"]
    + ModelArguments.optionsOfClasses

  /// Refuses options that do nothing for spans, or without them.
  func checkSpanOptions() throws {
    if let format = spans.format {
      try OptionUse.refuse(Self.optionsOfClasses, besides: "--format \(format.rawValue)")
    } else {
      try OptionUse.refuse(SpanFitArguments.own, goingWith: "a file of votes on spans")
    }
    if spans.goldFormat != nil, reading.gold == nil {
      try OptionUse.refuse(["--gold-format"], goingWith: "'--gold'")
    }
  }

  /// Fits a model of spans and writes it.
  func fitSpans(_ format: SpanFormat, to votes: String) throws {
    let files = try RunFiles(reads: [votes, reading.gold], writes: [output])
    var run = SpanFitRun(model: try model.spanModel())
    run.functions = try spans.names()
    run.checks = !noChecks
    run.gold = try reading.gold.map {
      try SpanGoldTable(SpanFile(at: $0, format: spans.goldFormat ?? format))
    }
    let outcome = try run.run(on: SpanFile(at: votes, format: format))
    try files.write(SpanModelFile(outcome.fitted).bytes(), to: output)
    try files.commit()
    let stream: Console.Stream = output == "-" ? .errors : .output
    if json {
      try stream.printJSON(SpanFitReport(outcome))
    } else if !isQuiet, let check = outcome.check {
      stream.print(SpanText.check(check, for: stream))
    }
    if let gold = reading.gold, !outcome.missingGold.isEmpty {
      Console.print(
        SpanText.missing(
          outcome.missingGold,
          at: gold,
          among: "votes",
          effect: "nothing is learned from them"
        )
      )
    }
    for warning in outcome.warnings { Console.remark(warning.diagnostic) }
    OutputSuffix.check(output, holds: "the model is written as JSON", as: "json")
    let facts = outcome.fitted.facts
    Console.remark(
      "\(type(of: outcome.fitted).name): \(Formatting.count(facts.documents, "document")), "
        + "\(Formatting.count(facts.votes, "span")) in \(Formatting.count(facts.islands, "place"))"
        + " → \(output)"
    )
  }
}
