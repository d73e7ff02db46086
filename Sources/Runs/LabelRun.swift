internal import ByteIO
package import CorpusIO
package import LabelIO
package import LabelModels
package import LabelingCore
internal import PluginHost
package import VoteAnalysis
internal import Workspace

/// Labels a corpus: applies the functions, fits the model, writes the labels.
///
/// The corpus is read twice. Between the passes only the distinct vote
/// patterns and four bytes a document are kept, so memory hardly grows with it.
package struct LabelRun {
  /// The first pass.
  package var apply: ApplyRun
  /// The fit between the passes.
  package var fit: FitRun
  /// Gold labels by id, which anchor the fit.
  package var gold: GoldTable?
  /// How ties are broken.
  package var ties = TieBreaking.abstain
  /// Whether documents without any vote get a label too.
  package var labelsUncovered = false
  /// The added fields.
  package var output: LabelFieldEncoder
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
    /// Coverage, overlaps, conflicts, and accuracy where there is gold.
    package var summary: VoteSummary
    /// Documents that got each class, in the order of the classes.
    package var labelCounts: [Int]
    /// Documents whose label is a group of classes, by its name; empty where labels are classes.
    package var groupCounts: [(name: String, count: Int)]
    /// Documents without a label.
    package var unlabeledCount: Int
    /// The labels and those of majority vote against gold, where there is any.
    package var scores: ScoreComparison?
    /// What the output's format could not express.
    package var losses: [ConversionLoss]
    /// The fitted model and what to beware of.
    package var fit: FitRun.Outcome
    /// The label of each document.
    package var rowLabels: [Vote]
    /// How the gold labels of a file were joined; `nil` where there was none.
    package var gold: GoldJoin.Outcome?
  }

  /// Prepares a run.
  package init(apply: ApplyRun, fit: FitRun, output: LabelFieldEncoder) {
    self.apply = apply
    self.fit = fit
    self.output = output
  }

  /// Runs both passes and writes the labels to a path, one of the plan's outputs.
  ///
  /// - Throws: What the passes throw; then the plan is to be discarded.
  package func run(writingTo path: String) throws -> Outcome {
    let plugin = apply.plugin
    let names = plugin.manifest.functions.map(\.name)
    let labelSpace = plugin.manifest.labelSpace
    try InputSpool.keep(apply.source.paths)
    // What cannot be written is said before the corpus is read, not an hour later.
    let sink = try apply.files.open(path)
    let modelSink = try modelPath.map { try apply.files.open($0) }

    var builder = VotePatterns.Builder(voters: names, labelSpace: labelSpace)
    var golds = GoldColumn(classCount: labelSpace.classCount)
    var anchors = try gold.map { try GoldJoin($0, in: labelSpace) }
    var checkedFieldCount = 0
    let applied = try apply.checking(output).run { batch in
      // Said before the whole corpus has been read, not when it is written.
      if batch.origin.fields.names.count > checkedFieldCount {
        try output.shapes.check(batch.origin)
        checkedFieldCount = batch.origin.fields.names.count
      }
      let anchored =
        anchors == nil
        ? nil
        : (0..<batch.count).map { anchors?.label(of: batch.id(at: $0)) ?? .abstain }
      batch.votes.withUnsafeBufferPointer {
        builder.append(columns: $0, rowCount: batch.count, gold: anchored)
      }
      golds.append(batch.golds, sets: batch.goldSets)
    }
    try anchors?.outcome.check(against: "the corpus")
    let voted = builder.finish(saying: applied.ballots)
    let votes = anchors?.resolved(voted) ?? voted
    var fit = fit
    fit.voters = .functions
    if gold?.areChosen == true { fit.goldIsChosen = true }
    let fitted = try fit.run(on: votes)
    let labels = fitted.fitted.hardLabels(
      from: fitted.posteriors,
      of: votes,
      ties: ties,
      unvoted: labelsUncovered
    )
    try modelSink?.write(whole: LabelModelFile(fitted.fitted).bytes())
    var fields = output
    fields.ballots = votes.ballots
    let losses = try AddedFieldWriting(
      apply: apply,
      options: writerOptions,
      format: outputFormat ?? CorpusFormat(path: path),
      shapes: fields.shapes,
      onWriting: onWriting
    ).write(applied, votes: votes, to: sink) { pattern in
      fields.additions(
        label: labels[pattern],
        probabilities: fitted.posteriors[row: pattern],
        votes: votes.entries(of: pattern)
      )
    }
    var outcome = try outcome(applied, votes, golds, labels, losses, fitted)
    outcome.gold = anchors?.outcome
    return outcome
  }

  private func outcome(
    _ applied: ApplyRun.Outcome,
    _ votes: VotePatterns,
    _ golds: GoldColumn,
    _ labels: [Vote],
    _ losses: [ConversionLoss],
    _ fitted: FitRun.Outcome
  ) throws -> Outcome {
    var labelCounts = [Int](repeating: 0, count: votes.labelSpace.classCount)
    var groupCounts = (output.coarse?.tree.groups ?? []).map { (name: $0.name, count: 0) }
    for x in 0..<votes.patternCount {
      let said = output.label(
        labels[x],
        fitted.posteriors[row: x],
        isCovered: !votes.entries(of: x).isEmpty
      )
      guard let said else { continue }
      if let vote = votes.labelSpace.vote(for: said.name) {
        labelCounts[vote.classIndex] += votes.counts[x]
      } else if let place = groupCounts.firstIndex(where: { $0.name.isExactly(said.name) }) {
        groupCounts[place].count += votes.counts[x]
      }
    }
    let labeledCount = labelCounts.reduce(0, +) + groupCounts.reduce(0) { $0 + $1.count }
    let judged = GoldComparison(votes, golds: golds)
    return Outcome(
      applied: applied,
      summary: VoteSummary(of: judged.votes),
      labelCounts: labelCounts,
      groupCounts: groupCounts,
      unlabeledCount: votes.rowCount - labeledCount,
      scores: try judged.scores(
        of: type(of: fitted.fitted).name,
        labels: labels,
        probabilities: fitted.posteriors,
        ties: ties
      ),
      losses: losses,
      fit: fitted,
      rowLabels: apply.workspace == nil ? [] : votes.patternOfRow.map { labels[Int($0)] }
    )
  }
}
