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

  /// Writes the run down; what keeps it from that is a remark.
  ///
  /// - Parameters:
  ///   - apply: What was run.
  ///   - outcome: How it went.
  ///   - summary: The votes in numbers, where they were counted.
  ///   - labels: The label of each document, where there are any.
  ///   - isQuiet: Whether remarks are left out.
  ///   - adding: Adds what the command knows besides.
  /// - Returns: The run with its number; `nil` when it was not written down.
  @discardableResult
  func write(
    _ apply: ApplyRun,
    _ outcome: ApplyRun.Outcome,
    _ summary: VoteSummary? = nil,
    labels: [Vote]? = nil,
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
      // What is compared later, and shown in reports, is of one class a document.
      let isKept = apply.plugin.manifest.labels == .one
      return try workspace.record(run, votes: isKept ? outcome.columns : nil, labels: labels)
    } catch {
      let reason = Diagnostic.all(of: error)[0].headline
      if !isQuiet { Console.remark("the run is not written down: \(reason)") }
      return nil
    }
  }
}
