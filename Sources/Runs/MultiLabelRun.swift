internal import ByteIO
package import CorpusIO
package import LabelIO
package import LabelModels
package import LabelingCore
internal import PluginHost
package import VoteAnalysis
internal import Workspace

/// Labels a corpus whose documents have several classes: applies the functions, fits the model,
/// writes the labels.
///
/// The corpus is read twice, as for one class a document; see ``LabelRun``.
package struct MultiLabelRun {
  /// The first pass.
  package var apply: ApplyRun
  /// The fit between the passes.
  package var fit: MultiLabelFitRun
  /// Gold labels by id, which anchor the fit.
  package var gold: GoldTable?
  /// Whether documents without any vote get labels too.
  package var labelsUncovered = false
  /// Put before the names of all added fields.
  package var prefix = ""
  /// Whether each function's vote is written too.
  package var hasProvenance = false
  /// How the output is written.
  package var writerOptions = CorpusWriterOptions()
  /// The output's format; `nil` goes by the path's suffix, else the corpus' format.
  package var outputFormat: CorpusFormat?
  /// Where a copy of the fitted model is written.
  package var modelPath: String?
  /// Called now and then with the number of documents written so far.
  package var onWriting: (_ documents: Int) -> Void = { _ in }

  /// What came out.
  package struct Outcome: Sendable {
    /// The first pass.
    package var applied: ApplyRun.Outcome
    /// Coverage, conflicts, and accuracy where there is gold.
    package var summary: StatementSummary
    /// The same by function: a vote is right when all that it says is.
    package var votes: VoteSummary
    /// Documents that got each class, in the order of the classes.
    package var labelCounts: [Int]
    /// Documents that have none of the classes.
    package var emptyCount: Int
    /// Documents without labels.
    package var unlabeledCount: Int
    /// The labels, then those of majority vote, against the gold field; empty without gold.
    package var scores: [(name: String, report: LabelSetReport)]
    /// Both on the documents that both label; `nil` without gold.
    package var comparison: LabelSetComparison?
    /// What the output's format could not express.
    package var losses: [ConversionLoss]
    /// The fitted model and what to beware of.
    package var fit: MultiLabelFitRun.Outcome
    /// How the gold labels of a file were joined; `nil` where there was none.
    package var gold: GoldJoin.Outcome?
    /// The label of each document, and its label by the gold field, where a workspace keeps them.
    package var columns: (labels: VoteColumnView?, gold: VoteColumnView?)
  }

  /// Prepares a run.
  package init(apply: ApplyRun, fit: MultiLabelFitRun) {
    self.apply = apply
    self.fit = fit
  }

  /// Runs both passes and writes the labels to a path, one of the plan's outputs.
  ///
  /// - Throws: What the passes throw; then the plan is to be discarded.
  package func run(writingTo path: String) throws -> Outcome {
    let plugin = apply.plugin
    let labelSpace = plugin.manifest.labelSpace
    try InputSpool.keep(apply.source.paths)
    let sink = try apply.files.open(path)
    let modelSink = try modelPath.map { try apply.files.open($0) }
    let format = outputFormat ?? CorpusFormat(path: path)
    var output = LabelSetEncoder(
      labelSpace: labelSpace,
      functions: plugin.manifest.functions.map(\.name),
      ballots: BallotList(classCount: labelSpace.classCount, statements: [[Int]]()),
      format: format ?? apply.source.paths.first.flatMap { CorpusFormat(path: $0) } ?? .jsonl
    )
    output.hasProvenance = hasProvenance
    output.schema.prefix = prefix

    let pass = try MultiLabelPass(apply, output: output)
    var join = gold.map { GoldJoin($0) }
    for id in pass.ids { _ = join?.row(of: id) }
    try join?.outcome.check(against: "the corpus")
    let votes =
      try gold.map { try MultiLabelPass.attaching($0, of: pass.ids, to: pass.votes) } ?? pass.votes
    let fitted = try fit.run(on: votes)
    try modelSink?.write(whole: LabelModelFile(fitted.fitted).bytes())
    let probabilities = try fitted.fitted.probabilities(of: votes)
    let labels = fitted.fitted.labelSets(
      from: probabilities,
      of: votes,
      unvoted: labelsUncovered
    )
    output.ballots = votes.ballots
    let losses = try AddedFieldWriting(
      apply: pass.apply,
      options: writerOptions,
      format: format,
      shapes: output.shapes,
      onWriting: onWriting
    ).write(pass.applied, votes: votes, to: sink) { pattern in
      output.additions(
        labels: labels[pattern],
        probabilities: probabilities[row: pattern],
        votes: votes.entries(of: pattern)
      )
    }
    var labelCounts = [Int](repeating: 0, count: labelSpace.classCount)
    var (emptyCount, unlabeledCount) = (0, 0)
    for (labels, count) in zip(labels, votes.counts) {
      guard let labels else {
        unlabeledCount += count
        continue
      }
      if labels.isEmpty { emptyCount += count }
      for c in labels { labelCounts[c] += count }
    }
    let scored = try scores(of: fitted.fitted, pass)
    return Outcome(
      applied: pass.applied,
      summary: StatementSummary(of: pass.judgedVotes),
      votes: VoteSummary(of: pass.judgedVotes),
      labelCounts: labelCounts,
      emptyCount: emptyCount,
      unlabeledCount: unlabeledCount,
      scores: scored.map { ($0.name, LabelSetReport(of: $0.rows)) },
      comparison: scored.isEmpty ? nil : LabelSetComparison(scored[0].rows, scored[1].rows),
      losses: losses,
      fit: fitted,
      gold: join?.outcome,
      columns: apply.workspace == nil
        ? (nil, nil)
        : (
          MultiLabelPass.column(
            of: votes.patternOfRow.lazy.map { labels[Int($0)] },
            in: labelSpace
          ), pass.goldColumn
        )
    )
  }

  /// The model and majority vote on the documents whose classes the gold field has.
  private func scores(
    of fitted: FittedMultiLabelModel,
    _ pass: MultiLabelPass
  ) throws -> [(name: String, rows: LabelSetRows)] {
    let judged = pass.judgedVotes
    guard judged.gold.contains(where: { !$0.isAbstain }) else { return [] }
    let hidden = judged.withoutGold()
    let majority = try MultiLabelModel(method: .majorityVote).fitted(to: hidden)
    return try [fitted, majority].map { model in
      let probabilities = try model.probabilities(of: hidden)
      let rows = LabelSetRows(
        labelSpace: judged.labelSpace,
        labels: model.labelSets(from: probabilities, of: hidden, unvoted: labelsUncovered),
        gold: (0..<judged.patternCount).map { judged.goldClasses(of: $0) },
        probabilities: probabilities,
        counts: judged.counts
      )
      return (model.name, rows)
    }
  }
}
