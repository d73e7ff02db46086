internal import ByteIO
internal import CorpusIO
internal import LabelIO
internal import LabelModels
internal import LabelStore
internal import LabelingCore
internal import OptionValues
internal import PluginHost
internal import Runs
internal import Sessions
internal import Workspace

/// `winnow label` for tasks of several labels a document.
extension LabelCommand {
  /// Labels the corpus as the options say, and writes the run down.
  func labelSeveral(
    _ apply: ApplyRun,
    _ applying: Progress,
    _ files: RunFiles,
    _ journal: RunJournal
  ) throws {
    try OptionUse.refuse(
      FitCommand.optionsOfOneClass + ["--ties", "--coarse-below"],
      meantFor: .one,
      help: "leave it out"
    )
    let outcome = try labelSeveral(apply, writingTo: output, modelPath: saveModel)
    try files.commit()
    applying.finish()
    journal.write(
      apply,
      outcome.applied,
      outcome.votes,
      labels: outcome.columns.labels,
      gold: outcome.columns.gold,
      isQuiet: isQuiet
    ) { record in
      record.model = outcome.fit.fitted.name
      record.remember([(.labels, output), (.model, saveModel), (.gold, gold)])
      record.figures.labelCounts = Dictionary(
        zip(apply.plugin.manifest.labelSpace.classes, outcome.labelCounts),
        uniquingKeysWith: +
      )
      record.figures.unlabeledCount = outcome.unlabeledCount
      let report = outcome.scores.first?.report
      record.figures.labelAccuracy = report?.labelAccuracy
      record.figures.microF1 = report?.microF1
      record.figures.logLoss = report?.logLoss
    }
    try report(
      outcome,
      classes: apply.plugin.manifest.labelSpace.classes,
      seconds: applying.seconds
    )
  }

  /// Labels the corpus as the options say.
  ///
  /// - Parameters:
  ///   - apply: The plugin, the corpus, and the plan of the files, which the caller commits.
  ///   - output: Where the labeled corpus goes.
  ///   - modelPath: Where the fitted model goes, if anywhere.
  /// - Returns: What came out.
  /// - Throws: What labeling throws.
  func labelSeveral(
    _ apply: ApplyRun,
    writingTo output: String,
    modelPath: String?
  ) throws -> MultiLabelRun.Outcome {
    var run = MultiLabelRun(
      apply: apply,
      fit: try model.multiLabelRun(areColumns: true, thresholdBy: thresholdBy)
    )
    run.gold = try gold.map { try GoldLabels.read($0, .several) }
    run.labelsUncovered = choice.labelUncovered
    run.prefix = prefix
    run.hasProvenance = provenance
    run.writerOptions = form.writerOptions(like: apply.source.options)
    run.outputFormat = try form.format(of: output)
    run.modelPath = modelPath
    let writing = Progress("writing", isQuiet: isQuiet)
    run.onWriting = { writing.update(documents: $0, done: 0) }
    defer { writing.finish() }
    return try run.run(writingTo: output)
  }

  private func report(
    _ outcome: MultiLabelRun.Outcome,
    classes: [String],
    seconds: Double
  ) throws {
    let stream: Console.Stream = output == "-" ? .errors : .output
    if json {
      try stream.printJSON(MultiLabelReport(outcome, classes: classes))
    } else if !isQuiet {
      stream.print(
        StatementSummaryText.lines(
          outcome.summary,
          voter: "function",
          hasAgreement: false,
          for: stream
        )
      )
      let counts = zip(classes, outcome.labelCounts).map { "\($0) \($1)" }
      stream.print(
        "labels: \(counts.joined(separator: ", ")); no class \(outcome.emptyCount), "
          + "without labels \(outcome.unlabeledCount)"
      )
      if !outcome.scores.isEmpty {
        stream.print("")
        stream.print(
          MultiLabelText.scores(outcome.scores, heading: "against gold", for: stream)
        )
        if let comparison = outcome.comparison {
          stream.print(
            Formatting.common(
              comparison,
              first: outcome.scores[0].name,
              second: outcome.scores[1].name
            )
          )
        }
        stream.print(MultiLabelText.cardinality(outcome.scores[0].report))
      }
      stream.print(MultiLabelText.lines(outcome.fit, for: stream))
      stream.print("")
      stream.print(
        "\(Formatting.count(outcome.applied.documentCount, "document")) in "
          + "\(Formatting.seconds(seconds)) → \(output)"
      )
    }
    if !isQuiet { FitText.print(outcome.fit.warnings) }
    if let warning = MultiLabelText.warning(of: outcome.fit.fitted.thresholds) {
      Console.remark(warning)
    }
    RunRemarks.print(gold: outcome.gold)
    try RunRemarks.print(
      rejectedCount: outcome.applied.rejectedCount,
      firstRejects: outcome.applied.firstRejects,
      faults: outcome.applied.faults,
      losses: outcome.losses,
      reporting: input.run.reporting
    )
  }
}
