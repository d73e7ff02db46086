package import LabelingCore
internal import PluginABI

/// Tells which parts of documents make a plugin's functions match.
///
/// For the few documents that somebody looks at: functions are searched for one
/// after the other, in a worker process that is kept for the next question. None of the
/// author's code runs, so functions made of code have no parts; neither has any
/// function of a plugin whose LabelingKit cannot tell them. Not for use from two
/// threads at once.
package final class MatchFinder {
  private let plugin: LoadablePlugin
  private let arena: Arena
  private var process: WorkerProcess
  private var isRunning = false

  /// Prepares a process; the first question starts it.
  ///
  /// - Parameter plugin: A plugin whose manifest has been read.
  /// - Throws: ``PluginError`` when there is no memory to share.
  package init(_ plugin: LoadablePlugin) throws(PluginError) {
    self.plugin = plugin
    arena = try Arena()
    process = try WorkerProcess(executable: plugin.workerPath, mode: "spans", plugin: plugin.path)
  }

  /// Whether a function of this plugin may have parts to show.
  package func canTell(_ function: Int) -> Bool {
    plugin.manifest.functions[function].tellsParts
  }

  /// The parts of documents that make functions match.
  ///
  /// - Parameters:
  ///   - batch: The documents.
  ///   - functions: The functions to look at, by their place in the manifest; `nil`
  ///     for all.
  /// - Returns: The parts of each document of the batch, by function and place; at most 1,000 of
  ///   a function in a document. They may overlap.
  /// - Throws: ``PluginError`` when the process cannot be kept alive.
  package func matches(
    in batch: LabelingBatch<some Sendable>,
    functions: Set<Int>? = nil
  ) throws(PluginError) -> [[FunctionMatch]] {
    guard batch.count > 0 else { return [] }
    try arena.write(
      batch,
      enabled: plugin.manifest.functions.indices.map {
        canTell($0) && functions?.contains($0) ?? true
      },
      classCount: plugin.manifest.labelSpace.classCount
    )
    if !isRunning {
      try process.start(arenas: [arena.file])
      isRunning = true
    }
    process.ask(slot: 0, byteCount: arena.byteCount)
    guard case .answered = process.waitForAnswer(within: WorkerLimits.matchingTime) else {
      isRunning = false
      process.stop()
      throw .stopsWhileLoading(
        plugin: plugin.path,
        reason: "it does not say which parts of a document match"
      )
    }
    _ = process.takeOutput()
    let found = process.answer.withUnsafeBytes { Array($0.bindMemory(to: WinnowSpan.self)) }
    let (count, fieldNames) = (batch.count, batch.fieldNames)
    var matches = [[FunctionMatch]](repeating: [], count: count)
    for span in found where span.document < count && isKnown(span, fieldNames) {
      matches[Int(span.document)].append(
        FunctionMatch(span, fieldNames, plugin.manifest.ballots)
      )
    }
    return matches
  }

  /// Whether a part is of a function, a field and a ballot that there are.
  private func isKnown(_ span: WinnowSpan, _ fieldNames: [String]) -> Bool {
    Int(span.function) < plugin.manifest.functions.count
      && (span.field == UInt32.max || Int(span.field) < fieldNames.count)
      && (0..<plugin.manifest.ballots.count).contains(Int(span.vote))
  }
}

extension FunctionMatch {
  fileprivate init(_ span: WinnowSpan, _ fieldNames: [String], _ ballots: BallotRegister) {
    self.init(
      function: Int(span.function),
      span: TextSpan(
        field: span.field == UInt32.max ? nil : fieldNames[Int(span.field)],
        bytes: Int(span.offset)..<(Int(span.offset) + Int(span.length))
      ),
      ballot: ballots[Int(span.vote)]
    )
  }
}
