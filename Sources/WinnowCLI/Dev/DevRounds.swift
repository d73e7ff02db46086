internal import ByteIO
internal import CorpusIO
internal import LabelStore
internal import LabelingCore
internal import PluginHost
internal import Runs
internal import Workspace

/// Compiles, applies and compares, round after round.
final class DevRounds {
  /// What a round found.
  struct Finding {
    /// The plugin's functions and classes.
    var manifest: PluginManifest
    /// Number of the task's classes.
    var classCount: Int { manifest.labelSpace.classCount }
    /// The corpus.
    var source: CorpusSource
    /// The votes.
    var outcome: AnalyzeRun.Outcome
    /// The run before, where it can be compared, and this one.
    var runs: (before: RunRecord, after: RunRecord)?
    /// What changed since the run before.
    var difference: RunDifference?
    /// How long compiling and applying took.
    var buildSeconds: Double
    var applySeconds: Double

    /// What a vote of a function says; `nil` where it abstains.
    func ballot(_ row: Int, of column: VoteColumnView) -> BallotRecord? {
      column.ballot(of: column[row], classCount: classCount)
    }

    /// What a vote of a function says as files have it.
    func text(_ row: Int, of column: VoteColumnView) -> String {
      ballot(row, of: column)?.text(in: manifest.labelSpace, manifest.labels) ?? "–"
    }

    /// The gold label of a document; `nil` where it has none.
    func gold(_ row: Int) -> BallotRecord? {
      outcome.gold.flatMap { ballot(row, of: $0) }
    }

    /// The gold label of a document as it is shown.
    func goldText(_ row: Int) -> String {
      gold(row)?.labelName(in: manifest.labelSpace, manifest.labels) ?? "–"
    }
  }

  private let builder: PluginBuilder
  private let input: ApplyArguments
  private var last: RunRecord?
  private(set) var workspace: Workspace?
  /// The last round that went well.
  private(set) var finding: Finding?
  /// Number of rounds that went well.
  private(set) var count = 0
  /// The errors in the sources as they are; empty when there are none.
  private(set) var problems: [Diagnostic] = []

  init(builder: PluginBuilder, input: ApplyArguments) {
    self.builder = builder
    self.input = input
  }

  /// Does a round.
  ///
  /// - Parameter onBuild: Called before the compiler is started.
  /// - Returns: Whether there is anything new to show.
  func next(onBuild: () -> Void) -> Bool {
    do {
      let start = ContinuousClock.now
      let plugin = try builder.plugin(onBuild: onBuild)
      let built = ContinuousClock.now
      let hadProblems = !problems.isEmpty
      problems = []
      if let finding, finding.manifest == plugin.manifest { return hadProblems }
      let journal = RunJournal("dev")
      let apply = try ApplyArguments.applyRun(
        plugin,
        input.corpus,
        input.reading,
        input.fields,
        quietRun,
        input.files()
      ).run
      let outcome = try AnalyzeRun(apply).run()
      try apply.files.commit()
      let applied = ContinuousClock.now
      workspace = apply.workspace
      let run = journal.write(outcome, of: apply, isQuiet: true)
      var source = apply.source
      // Classes of several are not what a corpus is read with; the votes have them.
      if plugin.manifest.labels == .several { source.goldField = nil }
      finding = Finding(
        manifest: plugin.manifest,
        source: source,
        outcome: outcome,
        buildSeconds: (built - start) / .seconds(1),
        applySeconds: (applied - built) / .seconds(1)
      )
      count += 1
      if let run { compare(run) }
    } catch {
      problems = Diagnostic.all(of: error)
    }
    return true
  }

  /// What changed since the run before, with the documents of one function.
  func difference(listing function: String, limit: Int) -> RunDifference? {
    guard let workspace, let runs = finding?.runs else { return nil }
    var filter = RunDifference.Filter()
    filter.function = function
    filter.limit = limit
    return try? RunDifference(from: runs.before, to: runs.after, in: workspace, filter: filter)
  }

  private var quietRun: RunArguments {
    var run = input.run
    run.quiet = true
    return run
  }

  private func compare(_ run: RunRecord) {
    guard let workspace else { return }
    let before =
      last
      ?? (try? workspace.opened().run(before: run, limit: Workspace.keptColumnRuns))
    last = run
    guard let before else { return }
    finding?.runs = (before, run)
    finding?.difference = try? RunDifference(from: before, to: run, in: workspace)
  }
}
