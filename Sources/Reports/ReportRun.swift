package import CorpusIO
internal import Inspection
internal import LabelIO
internal import LabelModels
package import LabelStore
package import LabelingCore
package import PluginHost
package import Runs
internal import Sessions
internal import VoteAnalysis
package import Workspace

/// Gathers what can be said of a run, from the votes that were kept of it.
///
/// No function runs again, so a run can be reported when its functions have changed since. Its
/// model is fitted again, to the same votes: the labels have to come out as they were.
package struct ReportRun {
  /// The run.
  package var run: RunRecord
  /// Most documents of each kind unless another number is asked for.
  package static let defaultDocumentCount = 4

  /// Where its votes are kept.
  package var workspace: Workspace
  /// The corpus, read as the run read it.
  package var source: CorpusSource
  /// The fit, as the run's options say; `nil` for a run that fitted none.
  package var fit: FitRun?
  /// What became of ties.
  package var ties = TieBreaking.abstain
  /// Whether documents without any vote got a label too.
  package var labelsUncovered = false
  /// The plugin as it is now, to tell what made functions vote; `nil` marks nothing.
  package var plugin: LoadablePlugin?
  /// Most documents to show of each kind.
  package var documentCount = Self.defaultDocumentCount
  /// Where the drawing of documents begins.
  package var seed = SeededGenerator.defaultSeed

  /// Prepares a report.
  package init(of run: RunRecord, in workspace: Workspace, source: CorpusSource) {
    self.run = run
    self.workspace = workspace
    self.source = source
  }

  /// Gathers everything.
  ///
  /// - Throws: A `Diagnostic` when the run's votes were not kept, when its corpus or gold labels
  ///   are not what they were, or when its labels come out otherwise; what reading throws.
  package func report() throws -> Report {
    let number = run.id ?? 0
    let kept = try KeptRun(run, in: workspace)
    let inputs = RunInputs(of: run)
    guard inputs.changes.isEmpty else {
      throw Diagnostic(
        "run \(number) cannot be reported: what it read is not what it was",
        notes: inputs.changes,
        help: "restore it, or run the command again and report the new run"
      )
    }
    let labelSpace = run.labelSpace
    let anchorTable = try goldTable()
    let anchors = try anchorTable.map { table in
      var join = try GoldJoin(table, in: labelSpace)
      var anchors = GoldColumn(classCount: labelSpace.classCount)
      for id in try DocumentLookup.ids(of: source, labelSpace: labelSpace) {
        anchors.append(join.classes(of: id))
      }
      return anchors
    }
    let votes = try kept.patterns(anchors: anchors)
    var refit = fit ?? FitRun(.model(LabelModelRegistry.defaultModel))
    refit.voters = .functions
    if anchorTable?.areChosen == true { refit.goldIsChosen = true }
    let fitted = try refit.run(on: votes)
    let labels = fitted.fitted.hardLabels(
      from: fitted.posteriors,
      of: votes,
      ties: ties,
      unvoted: labelsUncovered
    )
    try check(labels, of: votes, against: kept)
    let golds =
      try kept.gold()?.goldColumn(classCount: labelSpace.classCount)
      ?? GoldColumn(
        [Vote](repeating: .abstain, count: votes.rowCount),
        classCount: labelSpace.classCount
      )
    let judged = GoldComparison(votes, golds: golds)
    let inspection = Inspection(
      task: run.task,
      places: run.functions.map(\.place),
      matches: plugin.flatMap { MatchSource($0, asIn: run) },
      source: source,
      reading: CorpusReading(
        source.paths,
        digest: run.corpusDigest.flatMap { Digest(hexadecimal: $0) }
      ),
      outcome: .unread(nil, BallotRegister(classCount: votes.labelSpace.classCount)),
      votes: votes,
      golds: golds.labels,
      inclusion: nil,
      gold: nil,
      rowsOfIDs: [:],
      fit: fitted,
      labels: labels
    )
    var remarks: [String] = []
    return Report(
      run: run,
      summary: VoteSummary(of: judged.votes),
      pairs: VoterPairs(of: votes),
      labels: LabelDistribution(
        of: votes,
        labels: labels,
        probabilities: fitted.posteriors,
        golds: golds.labels
      ),
      fit: fitted,
      isFittedForReport: fit == nil,
      isAnchored: anchors?.hasGold ?? false,
      hasUnequalChances: anchorTable?.areChosen == true
        || Set(anchorTable?.inclusion ?? []).count > 1,
      scores: try judged.scores(
        of: type(of: fitted.fitted).name,
        labels: labels,
        probabilities: fitted.posteriors,
        ties: ties
      ),
      groups: try ReportDocuments(count: documentCount, seed: seed)
        .groups(of: inspection, &remarks),
      remarks: remarks
    )
  }

  /// The gold labels that anchored the run's fit.
  private func goldTable() throws -> GoldTable? {
    try run.files.first { $0.role == .gold }.map { try GoldLabels.read($0.path) }
  }

  /// Refuses labels that are not those of the run.
  private func check(_ labels: [Vote], of votes: VotePatterns, against kept: KeptRun) throws {
    guard fit != nil, let old = kept.labels else { return }
    let isSame =
      old.count == votes.rowCount
      && votes.patternOfRow.enumerated().allSatisfy { old[$0] == labels[Int($1)] }
    guard isSame else {
      throw Diagnostic(
        "the labels of run \(run.id ?? 0) come out otherwise now",
        help: "'winnow verify FILE' shows what has changed; label again and report the new run"
      )
    }
  }
}
