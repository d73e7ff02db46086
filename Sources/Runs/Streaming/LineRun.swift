internal import ByteIO
internal import CorpusIO
package import LabelIO
package import LabelModels
package import LabelingCore
package import Platform
package import PluginHost

/// Applies a plugin to JSON Lines that come over a pipe: one line out for each line in.
///
/// Lines go out in the order they came, and as soon as no more are there to be
/// read, so that whoever wrote them may wait for the answers.
package struct LineRun {
  /// What happens to the documents.
  package enum Mode {
    /// Votes are added.
    case apply
    /// Label, confidence and probabilities are added; labels and probabilities where documents have
    /// several classes.
    case label(LabelModelFile.Content)
    /// Nothing goes out but the statistics of all votes, at the end.
    case statistics
  }

  /// The plugin.
  package var plugin: LoadablePlugin
  /// What happens to the documents.
  package var mode: Mode
  /// How functions are run.
  package var options: WorkerOptions
  /// Name or path of the text field.
  package var textField: String?
  /// Name or path of the id field; `nil` numbers the lines.
  package var idField: String?
  /// Put before the names of all added fields.
  package var prefix = ""
  /// Whether votes are added to labels too.
  package var hasProvenance = false
  /// Whether lines hold the added fields alone.
  package var writesAdditionsOnly = false
  /// Whether a line that is not a document gets a field `error` instead of ending the run.
  package var keepsBadLines = false
  /// How ties are broken.
  package var ties = TieBreaking.abstain
  /// Whether documents without any vote get a label too.
  package var labelsUncovered = false
  /// Where labels stop at a group of classes; `nil` for labels that are classes.
  package var coarse: CoarseLabels?
  /// Takes what functions print.
  package var onOutput: (UnsafeRawBufferPointer) -> Void = { _ in }

  /// What happened.
  package struct Outcome: Sendable {
    /// Documents that got votes.
    package var documentCount = 0
    /// Lines that were no documents.
    package var badLineCount = 0
    /// What went wrong in functions.
    package var faults: [LabelingFunctionFault] = []
  }

  /// Prepares a run.
  package init(plugin: LoadablePlugin, mode: Mode, options: WorkerOptions) {
    self.plugin = plugin
    self.mode = mode
    self.options = options
  }

  /// Runs until the input ends.
  ///
  /// - Parameters:
  ///   - input: The descriptor that lines are read from.
  ///   - output: Where lines go, `-` for standard output.
  /// - Returns: What happened.
  /// - Throws: A `Diagnostic` for a line that is not a document; `CorpusError` when reading or
  ///   writing fails; ``PluginError``; `LabelModelError` when the model is of other functions.
  package func run(reading input: FileDescriptor, writingTo output: String) throws -> Outcome {
    let manifest = plugin.manifest
    let names = manifest.functions.map(\.name)
    if case .label(let model) = mode {
      try model.check(manifest)
    }
    let lines = LineInput(input)
    let readsText = textField != nil || manifest.functions.contains(where: \.readsText)
    var batches = LineBatches(
      DocumentRoles(text: readsText ? textField ?? "text" : nil, id: idField),
      keepsBadLines: keepsBadLines
    )
    var writer = try LineWriter(self, RunFiles(reads: [], writes: [output]).open(output))
    var total = VotePatterns.Builder(voters: names, labelSpace: manifest.labelSpace)
    let pool = try WorkerPool<LineContext>(plugin, options: options, forwardOutput: onOutput)
    var outcome = Outcome()
    var ballots = manifest.ballots
    var piece = try lines.next(waits: true)
    // Lines of a piece that cannot be taken as a whole, to be taken one by one.
    var singles: ArraySlice<[UInt8]> = []
    // What ends the run is thrown when all lines before it are answered, however they came.
    var failure: (any Error)?
    while true {
      try pool.apply {
        while failure == nil {
          let bytes: [UInt8]
          if let single = singles.popFirst() {
            bytes = single
          } else if case .lines(let whole) = piece {
            bytes = whole
          } else {
            return nil
          }
          do {
            var next = batches
            let batch = try next.batch(of: bytes)
            try writer.expect(batch)
            batches = next
            failure = batch.context.refusal
            if failure == nil, singles.isEmpty {
              do { piece = try lines.next(waits: false) } catch { failure = error }
            }
            return batch
          } catch {
            singles = Self.lines(of: bytes)[...]
            if singles.count == 1 { failure = error }
          }
        }
        return nil
      } _: { voted in
        outcome.documentCount += voted.count
        ballots = voted.ballots
        if isStatistics {
          voted.forEachRow { _, votes in total.append(votes) }
        }
        try writer.answer(voted)
      }
      try writer.flush()
      if let failure { throw failure }
      if case .end = piece { break }
      piece = try lines.next(waits: true)
    }
    outcome.badLineCount = writer.badLineCount
    outcome.faults = pool.faults
    try writer.finish(
      isStatistics
        ? VoteStatistics(of: total.finish(saying: ballots), voterKind: .functions).bytes(
          isOneLine: true
        ) : []
    )
    return outcome
  }

  /// Lines with their line feeds; the last may lack it.
  private static func lines(of bytes: [UInt8]) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let end = rest.firstIndex(of: 0x0A).map { $0 + 1 } ?? rest.endIndex
      lines.append(Array(rest[..<end]))
      rest = rest[end...]
    }
    return lines
  }

  private var isStatistics: Bool { if case .statistics = mode { true } else { false } }
}
