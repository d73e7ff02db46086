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
  /// The fit, as the run's options say; `nil` for a run that fitted none, or several classes.
  package var fit: FitRun?
  /// The fit of several classes a document, as the run's options say; `nil` for a run that fitted
  /// none.
  package var multiLabelFit: MultiLabelFitRun?
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
    let anchors = try anchorTable.map {
      try Anchors($0, ids(labelSpace), of: run.labels, labelSpace)
    }
    var list =
      run.labels == .one ? LabelList(ofClasses: labelSpace) : LabelList(ofSetsIn: labelSpace)
    var votes = try kept.patterns(anchors: anchors?.labels)
    if let sets = anchors?.sets { votes = votes.attaching(goldSets: sets).patterns }
    let (fitted, labels) = try refit(votes, anchorTable, &list)
    try check(labels, list, of: votes, against: kept)
    let golds = try golds(of: votes, &list, kept)
    let judged = Judged(votes, golds, list)
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
      labelList: list,
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
      statements: run.labels == .one ? nil : StatementSummary(of: judged.votes),
      pairs: VoterPairs(of: votes),
      labels: LabelDistribution(
        of: votes,
        labels: labels,
        in: list,
        probabilities: fitted.posteriors,
        golds: golds.labels
      ),
      fit: fitted,
      isFittedForReport: fit == nil && multiLabelFit == nil,
      isAnchored: anchors?.areKnown ?? false,
      hasUnequalChances: anchorTable?.areChosen == true
        || Set(anchorTable?.inclusion ?? []).count > 1,
      scores: try judged.scores(of: fitted, labels, ties: ties),
      labelSetScores: try judged.labelSetScores(
        of: fitted,
        labels,
        list,
        labelsUncovered: labelsUncovered
      ),
      groups: try ReportDocuments(count: documentCount, seed: seed)
        .groups(of: inspection, &remarks),
      remarks: remarks
    )
  }

  private func ids(_ labelSpace: LabelSpace) throws -> [String] {
    try DocumentLookup.ids(of: source, labelSpace: labelSpace)
  }

  /// Fits the run's model to its votes again and labels them; labels of several classes are added
  /// to the list.
  private func refit(
    _ votes: VotePatterns,
    _ anchors: GoldTable?,
    _ list: inout LabelList
  ) throws -> (InspectedFit, [Vote]) {
    if run.labels == .several {
      let fitted = try (multiLabelFit ?? MultiLabelFitRun(MultiLabelModel())).run(on: votes)
      let probabilities = try fitted.fitted.probabilities(of: votes)
      let sets = fitted.fitted.labelSets(
        from: probabilities,
        of: votes,
        unvoted: labelsUncovered
      )
      return (.several(fitted, probabilities), try sets.map { try number(of: $0, in: &list) })
    }
    var refit = fit ?? FitRun(.model(LabelModelRegistry.defaultModel))
    refit.voters = .functions
    if anchors?.areChosen == true { refit.goldIsChosen = true }
    let fitted = try refit.run(on: votes)
    let labels = fitted.fitted.hardLabels(
      from: fitted.posteriors,
      of: votes,
      ties: ties,
      unvoted: labelsUncovered
    )
    return (.one(fitted), labels)
  }

  /// The gold label of each document; those of several classes are added to the list.
  private func golds(
    of votes: VotePatterns,
    _ list: inout LabelList,
    _ kept: KeptRun
  ) throws -> GoldColumn {
    let k = votes.labelSpace.classCount
    guard let gold = try kept.gold() else {
      return GoldColumn([Vote](repeating: .abstain, count: votes.rowCount), classCount: k)
    }
    if run.labels == .one { return gold.goldColumn(classCount: k) }
    let numbers = try (0..<votes.rowCount).map { row in
      let label = gold.ballot(of: gold[row], classCount: k)
      return try number(of: label.map { $0.classes.filter { $0 < k } }, in: &list)
    }
    return GoldColumn(numbers, classCount: list.sets.count)
  }

  private func number(of classes: [Int]?, in list: inout LabelList) throws -> Vote {
    guard let number = list.number(adding: classes) else {
      throw Diagnostic(
        "run \(run.id ?? 0) has more different sets of classes than can be reported",
        help: "report a run on a part of the corpus, with '--limit'"
      )
    }
    return number
  }

  /// The gold labels that anchored the run's fit.
  private func goldTable() throws -> GoldTable? {
    try run.files.first { $0.role == .gold }.map { try GoldLabels.read($0.path, run.labels) }
  }

  /// Refuses labels that are not those of the run.
  private func check(
    _ labels: [Vote],
    _ list: LabelList,
    of votes: VotePatterns,
    against kept: KeptRun
  ) throws {
    guard fit != nil || multiLabelFit != nil, let old = kept.labels else { return }
    // Numbers of sets may differ, what they say may not.
    let k = votes.labelSpace.classCount
    let said = labels.map { list.statements(of: $0) }
    let isSame =
      old.count == votes.rowCount
      && votes.patternOfRow.enumerated().allSatisfy {
        run.labels == .one
          ? old[$0] == labels[Int($1)]
          : old.ballot(of: old[$0], classCount: k)?.classes == said[Int($1)]
      }
    guard isSame else {
      throw Diagnostic(
        "the labels of run \(run.id ?? 0) come out otherwise now",
        help: "'winnow verify FILE' shows what has changed; label again and report the new run"
      )
    }
  }
}
