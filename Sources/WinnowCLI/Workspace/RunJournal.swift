internal import Foundation
internal import LabelStore
internal import LabelingCore
internal import PluginHost
internal import Runs
internal import VoteAnalysis
internal import Workspace

/// Writes a command's run down in the workspace, so that its output can be traced.
struct RunJournal {
  private let command: String
  private let startedAt = Date()

  /// Begins a run now.
  init(_ command: String) { self.command = command }

  /// Writes a run down whose votes were analyzed; what keeps it from that is a remark.
  ///
  /// - Returns: The run with its number; `nil` when it was not written down.
  @discardableResult
  func write(_ outcome: AnalyzeRun.Outcome, of apply: ApplyRun, isQuiet: Bool) -> RunRecord? {
    // Gold labels of one class are among the columns that the cache has.
    let isSeveral = apply.plugin.manifest.labels == .several
    return write(
      apply,
      outcome.applied,
      outcome.summary,
      gold: isSeveral ? outcome.gold : nil,
      isQuiet: isQuiet
    )
  }

  /// Writes the run down; what keeps it from that is a remark.
  ///
  /// - Parameters:
  ///   - apply: What was run.
  ///   - outcome: How it went.
  ///   - summary: The votes in numbers, where they were counted.
  ///   - labels: The label of each document, where there are any.
  ///   - gold: The gold label of each document, where documents have several classes.
  ///   - isQuiet: Whether remarks are left out.
  ///   - adding: Adds what the command knows besides.
  /// - Returns: The run with its number; `nil` when it was not written down.
  @discardableResult
  func write(
    _ apply: ApplyRun,
    _ outcome: ApplyRun.Outcome,
    _ summary: VoteSummary? = nil,
    labels: VoteColumnView? = nil,
    gold: VoteColumnView? = nil,
    isQuiet: Bool,
    adding: (inout RunRecord) -> Void = { _ in }
  ) -> RunRecord? {
    guard let workspace = apply.workspace else { return nil }
    do {
      var run = RunRecord(
        of: apply,
        outcome,
        summary,
        command: command,
        arguments: Array(CommandLine.arguments.dropFirst(2)),
        startedAt: startedAt
      )
      adding(&run)
      return try workspace.record(run, votes: outcome.columns, labels: labels, gold: gold)
    } catch {
      let reason = Diagnostic.all(of: error)[0].headline
      if !isQuiet { Console.remark("the run is not written down: \(reason)") }
      return nil
    }
  }
}
