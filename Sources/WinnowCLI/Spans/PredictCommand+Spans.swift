internal import ArgumentParser
internal import ByteIO
internal import LabelIO
internal import LabelModels
internal import LabelingCore
internal import OptionValues
internal import Runs

/// `winnow predict --format wrench-spans`.
extension PredictCommand {
  private static let optionsOfClasses =
    OptionUse.votes + [
      "--abstain", "--gold", "--ties", "--label-uncovered", "--provenance", "--output-format",
      "--spreadsheet-safe", "--coarse-below",
    ]

  /// Refuses options that do nothing for spans, or without them.
  func checkSpanOptions() throws {
    if let format = spans.format {
      try OptionUse.refuse(Self.optionsOfClasses, besides: "--format \(format.rawValue)")
    } else {
      try OptionUse.refuse(SpanPredictArguments.own, goingWith: "a file of votes on spans")
    }
  }

  /// Labels spans.
  func predictSpans(_ format: SpanFormat) throws {
    let files = try RunFiles(reads: [votes.votes, model], writes: [output])
    let fitted = try ModelRuns.spanModel(at: model)
    var run = SpanPredictRun(model: fitted)
    run.offsets = spans.offsets
    run.hasCandidates = spans.candidates
    let file = try SpanFile(at: votes.votes, format: format)
    let outcome = try run.run(on: file, writingTo: output, of: files)
    try files.commit()
    if !outcome.missing.isEmpty {
      Console.remark("silent, as the file lacks them: \(outcome.missing.joined(separator: ", "))")
    }
    if !outcome.unknown.isEmpty {
      Console.remark(
        "left out, as the model lacks them: \(outcome.unknown.joined(separator: ", "))"
      )
    }
    OutputSuffix.check(output, holds: "labels of spans are JSON Lines", as: "jsonl")
    Console.remark(
      "\(Formatting.count(file.documents.count, "document")), "
        + "\(Formatting.count(outcome.spanCount, "span")) in \(outcome.labeledCount) of them "
        + "→ \(output)"
    )
  }
}
