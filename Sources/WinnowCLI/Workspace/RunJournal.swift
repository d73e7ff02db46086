internal import ByteIO
internal import CorpusIO
internal import Foundation
internal import LabelStore
internal import LabelingCore
internal import PluginABI
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
      var run = record(of: apply, outcome, summary)
      adding(&run)
      return try workspace.record(run, votes: outcome.columns, labels: labels)
    } catch {
      let reason = Diagnostic.all(of: error)[0].headline
      if !isQuiet { Console.remark("the run is not written down: \(reason)") }
      return nil
    }
  }

  /// The files of a run with their digests; standard input and output have none.
  static func files(_ files: [(role: RunRecord.File.Role, path: String?)]) -> [RunRecord.File] {
    files.compactMap { role, path in
      guard let path, path != "-", let digest = CorpusDigest.of([path]) else { return nil }
      return RunRecord.File(role, path: Workspace.absolute(path), digest: digest.description)
    }
  }

  private func record(
    of apply: ApplyRun,
    _ outcome: ApplyRun.Outcome,
    _ summary: VoteSummary?
  ) -> RunRecord {
    let plugin = apply.plugin
    var run = RunRecord(
      command: command,
      arguments: Array(CommandLine.arguments.dropFirst(2)),
      folder: FileManager.default.currentDirectoryPath,
      startedAt: startedAt.formatted(.iso8601),
      seconds: Date().timeIntervalSince(startedAt),
      winnowVersion: WINNOW_KIT_VERSION,
      toolchain: String(cString: winnow_compiler_identity()),
      task: plugin.task,
      classes: plugin.manifest.labelSpace.classes,
      pluginDigest: plugin.digest.description,
      kitDigest: plugin.kitDigest.description,
      corpusPaths: [],
      corpusDigest: apply.reading.version?.digest?.description,
      readingDigest: ""
    )
    run.remember(apply.source)
    run.functions = plugin.manifest.functions.enumerated().map { position, function in
      RunRecord.Function(
        name: function.name,
        kind: function.kind,
        place: "\(function.location)",
        fingerprint: function.fingerprint,
        voteCount: summary?.voters[position].voteCount,
        accuracy: summary?.voters[position].accuracy
      )
    }
    run.figures.documentCount = outcome.documentCount
    run.figures.rejectedCount = outcome.rejectedCount
    run.figures.coverage = summary?.coverage
    run.figures.goldCount = summary?.goldCount ?? 0
    run.figures.faultCount = outcome.faults.reduce(0) { $0 + $1.count }
    run.figures.faults = outcome.faults.map { fault in
      RunRecord.Fault(
        function: fault.function,
        place: "\(fault.location)",
        count: fault.count,
        causes: fault.causes,
        firstMessage: fault.firstMessage,
        firstDocument: fault.documents.first
      )
    }
    return run
  }
}
