internal import ByteIO
internal import CorpusIO
package import Foundation
package import LabelStore
internal import LabelingCore
internal import PluginABI
internal import PluginHost
package import VoteAnalysis
internal import Workspace

extension RunRecord {
  /// Describes a run of a task's functions, so that its output can be traced.
  ///
  /// - Parameters:
  ///   - apply: What was run.
  ///   - outcome: How it went.
  ///   - summary: The votes in numbers, where they were counted.
  ///   - command: The command that ran it.
  ///   - arguments: The command's arguments.
  ///   - startedAt: When it began; it ends now.
  package init(
    of apply: ApplyRun,
    _ outcome: ApplyRun.Outcome,
    _ summary: VoteSummary?,
    command: String,
    arguments: [String],
    startedAt: Date
  ) {
    let plugin = apply.plugin
    self.init(
      command: command,
      arguments: arguments,
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
    labels = plugin.manifest.labels
    remember(apply.source)
    functions = plugin.manifest.functions.enumerated().map { position, function in
      Function(
        name: function.name,
        kind: function.kind,
        place: "\(function.location)",
        fingerprint: function.fingerprint,
        voteCount: summary?.voters[position].voteCount,
        accuracy: summary?.voters[position].accuracy
      )
    }
    figures.documentCount = outcome.documentCount
    figures.rejectedCount = outcome.rejectedCount
    figures.coverage = summary?.coverage
    let groups = plugin.manifest.labelSpace.groups
    figures.groups = groups.isEmpty ? nil : groups
    figures.goldCount = summary?.goldCount ?? 0
    figures.faultCount = outcome.faults.reduce(0) { $0 + $1.count }
    figures.faults = outcome.faults.map { fault in
      Fault(
        function: fault.function,
        place: "\(fault.location)",
        count: fault.count,
        causes: fault.causes,
        firstMessage: fault.firstMessage,
        firstDocument: fault.documents.first
      )
    }
  }
}
