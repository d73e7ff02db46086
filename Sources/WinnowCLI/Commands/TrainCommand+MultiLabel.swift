internal import ByteIO
internal import CorpusIO
internal import EndModels
internal import LabelModels
internal import LabelingCore
internal import Runs

/// `winnow train` on labels of several classes a document.
extension TrainCommand {
  /// Trains a binary model per class, with the model and features of a run of one class.
  func trainSeveral(
    _ run: TrainRun,
    _ source: CorpusSource,
    _ files: RunFiles,
    _ progress: Progress
  ) throws {
    var train = MultiLabelTrainRun(source: source, labels: run.labels, model: run.model)
    train.files = files
    train.features = run.features
    let outcome = try train.run(writingTo: output) { progress.update(documents: $0, done: $1) }
    try files.commit()
    progress.finish()
    let stream: Console.Stream = output == "-" ? .errors : .output
    if json {
      try stream.printJSON(MultiLabelTrainReport(outcome))
    } else if !reporting.quiet {
      stream.print(lines(of: outcome, for: stream))
      stream.print("")
      stream.print("trained in \(Formatting.seconds(progress.seconds)) → \(output)")
    }
    if !reporting.quiet { remarks(on: outcome) }
    OutputSuffix.check(output, holds: "the model is written in its own format", as: "endmodel")
    try RunRemarks.print(
      rejectedCount: outcome.rejectedCount,
      firstRejects: outcome.firstRejects,
      reporting: reporting
    )
  }

  private func lines(
    of outcome: MultiLabelTrainRun.Outcome,
    for stream: Console.Stream
  ) -> [StyledText] {
    let model = outcome.classifier.model
    var lines = [
      StyledText(
        "\(model.name) for each of several classes: "
          + "\(Formatting.count(outcome.documentCount, "document")), "
          + "\(Formatting.count(outcome.classifier.features.columnCount, "feature"))"
      )
    ]
    var table = TextTable([
      ("class", .left), ("share", .right), ("threshold", .right), ("temperature", .right),
    ])
    for (c, name) in model.labelSpace.classes.enumerated() {
      table.add([
        name, Formatting.share(model.parts[c].balance[1]), Formatting.share(model.thresholds[c]),
        Formatting.share(model.parts[c].temperature),
      ])
    }
    lines += table.lines(for: stream)
    guard let score = outcome.scores.first?.report else { return lines }
    lines.append("")
    lines += MultiLabelText.scores(
      outcome.scores,
      heading: Formatting.count(outcome.goldCount, "gold label"),
      for: stream
    )
    lines.append(StyledText(MultiLabelText.cardinality(score)))
    return lines
  }

  private func remarks(on outcome: MultiLabelTrainRun.Outcome) {
    let model = outcome.classifier.model
    if outcome.goldCount == 0 { RunRemarks.print(emptyGoldField: fields.goldField) }
    if outcome.unlabeledCount > 0 {
      Console.remark(
        "\(Formatting.count(outcome.unlabeledCount, "document")) without labels "
          + "\(Formatting.verb(outcome.unlabeledCount, "was", "were")) left out"
      )
    }
    if !outcome.constantClasses.isEmpty {
      let names = outcome.constantClasses.map { "'\($0)'" }.joined(separator: ", ")
      Console.print(
        Diagnostic(
          severity: .warning,
          "all labeled documents are alike in \(names), so nothing was learned of it",
          help: "label documents that have such a class, and documents that do not"
        )
      )
    }
    if outcome.scores.isEmpty { Console.print(Self.unjudged(goldCount: outcome.goldCount)) }
    let names = model.labelSpace.classes
    let atBound = names.indices.filter { Temperature.isAtBound(model.parts[$0].temperature) }
    if let first = atBound.first {
      Console.print(
        Self.temperatureAtBound(model.parts[first].temperature, of: atBound.map { names[$0] })
      )
    }
    if model.parts.contains(where: { !$0.facts.converged }) { Console.print(Self.unconverged) }
  }
}

/// What `winnow train --json` prints of several classes a document.
private struct MultiLabelTrainReport: Encodable {
  struct Part: Encodable {
    var name: String
    var share: Double
    var threshold: Double
    var temperature: Double
    var iterations: Int
    var converged: Bool
  }

  var model: String
  var labels = LabelKind.several
  var classes: [Part]
  var documents: Int
  var features: Int
  var unlabeled: Int
  var gold: Int
  var heldOut: LabelSetReport?
  var labelsLearnedFrom: LabelSetReport?

  init(_ outcome: MultiLabelTrainRun.Outcome) {
    let fitted = outcome.classifier.model
    model = fitted.name
    classes = fitted.labelSpace.classes.enumerated().map { c, name in
      let part = fitted.parts[c]
      return Part(
        name: name,
        share: part.balance[1],
        threshold: fitted.thresholds[c],
        temperature: part.temperature,
        iterations: part.facts.iterations,
        converged: part.facts.converged
      )
    }
    documents = outcome.documentCount
    features = outcome.classifier.features.columnCount
    unlabeled = outcome.unlabeledCount
    gold = outcome.goldCount
    heldOut = outcome.scores.first?.report
    labelsLearnedFrom = outcome.scores.dropFirst().first?.report
  }
}
