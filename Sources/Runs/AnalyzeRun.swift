internal import CorpusIO
package import LabelingCore
internal import PluginHost
package import VoteAnalysis
internal import Workspace

/// Applies a task's functions to a corpus and summarizes their votes.
///
/// Votes that are kept from earlier runs are looked at where they are; the corpus is read only
/// for functions that are new or changed.
package struct AnalyzeRun {
  /// How functions are applied.
  package var apply: ApplyRun

  /// What came out.
  package struct Outcome: Sendable {
    /// What happened while functions ran.
    package var applied: ApplyRun.Outcome
    /// Coverage, overlaps, conflicts, and accuracy where there is gold, by function.
    package var summary: VoteSummary
    /// The same by function and class; `nil` where documents have one class.
    package var statements: StatementSummary?
    /// Votes of each function; `nil` when they could not be kept.
    package var columns: [VoteColumnView]?
    /// Gold label of each document, where there is any; where documents have several classes, a
    /// statement about each of them.
    package var gold: VoteColumnView?
    /// Functions that had to run.
    package var ranFunctions: [String]
  }

  /// Prepares a run.
  package init(_ apply: ApplyRun) { self.apply = apply }

  /// Runs what has to run, and summarizes all.
  ///
  /// - Throws: What ``ApplyRun`` throws.
  package func run() throws -> Outcome {
    let plugin = apply.plugin
    if plugin.manifest.labels == .several { return try summarizeStatements() }
    let cached = apply.cache.flatMap {
      CachedVotes($0, plugin: plugin, source: apply.source, apply.reading, use: .leavesKnown)
    }
    guard let cached else { return try summarizeBatches() }
    let functions = plugin.manifest.functions
    let ran = zip(functions, cached.missing).filter(\.1).map(\.0.name)
    var applied: ApplyRun.Outcome
    if cached.isComplete, apply.source.errorPolicy == .fail, apply.source.rejectsPath == nil {
      applied = .unread(cached.finish(faults: [], functions: functions), cached.ballots)
    } else {
      applied = try apply.run(completing: cached) { _ in }
    }
    let labelSpace = plugin.manifest.labelSpace
    guard let kept = applied.columns,
      let columns = kept.views(of: labelSpace, labels: plugin.manifest.labels)
    else {
      return try summarizeBatches()
    }
    applied.documentCount = columns.first?.count ?? applied.documentCount
    let gold = kept.goldView(of: labelSpace)
    return Outcome(
      applied: applied,
      summary: VoteSummary(
        of: columns,
        voters: functions.map(\.name),
        labelSpace: labelSpace,
        gold: gold
      ),
      columns: columns,
      gold: gold,
      ranFunctions: ran
    )
  }

  /// Runs what has to run on documents of several classes, whose gold labels are read each time.
  private func summarizeStatements() throws -> Outcome {
    let pass = try MultiLabelPass(apply)
    let manifest = apply.plugin.manifest
    return Outcome(
      applied: pass.applied,
      summary: VoteSummary(of: pass.judgedVotes),
      statements: StatementSummary(of: pass.judgedVotes),
      columns: pass.applied.columns?.views(of: manifest.labelSpace, labels: .several),
      gold: pass.goldColumn,
      ranFunctions: pass.applied.ranFunctions
    )
  }

  /// Runs every function and keeps nothing.
  private func summarizeBatches() throws -> Outcome {
    let names = apply.plugin.manifest.functions.map(\.name)
    var builder = VotePatterns.Builder(
      voters: names,
      labelSpace: apply.plugin.manifest.labelSpace
    )
    var golds = GoldColumn(classCount: apply.plugin.manifest.labelSpace.classCount)
    let applied = try apply.run(completing: nil) { voted in
      golds.append(voted.golds, sets: voted.goldSets)
      voted.forEachRow { _, votes in builder.append(votes) }
    }
    let votes = builder.finish(saying: applied.ballots).attaching(gold: golds).patterns
    return Outcome(
      applied: applied,
      summary: VoteSummary(of: votes),
      columns: nil,
      gold: nil,
      ranFunctions: names
    )
  }
}
