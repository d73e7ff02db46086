package import ByteIO
package import CorpusIO
internal import LabelIO
package import LabelingCore
package import PluginHost
package import Workspace

/// Applies a plugin to a corpus.
package struct ApplyRun {
  /// The plugin.
  package var plugin: LoadablePlugin
  /// The corpus.
  package var source: CorpusSource
  /// How functions are run.
  package var options: WorkerOptions
  /// The files that the command reads and writes.
  package var files = RunFiles()
  /// Votes kept from earlier runs; `nil` runs every function.
  package var cache: VoteCache?
  /// Where runs are written down; `nil` for a run that leaves no trace.
  package var workspace: Workspace?
  /// What all passes over the corpus read; a run ends with an error if that changes.
  package var reading: CorpusReading
  /// Called now and then with the number of documents and bytes read so far.
  package var onProgress: (_ documents: Int, _ bytes: Int) -> Void = { _, _ in }
  /// The fields that are added later; a header that has one of them is refused at once.
  private var added: LabelFieldEncoder?
  /// Takes what functions print.
  package var onOutput: (UnsafeRawBufferPointer) -> Void = { _ in }

  /// What happened.
  package struct Outcome: Sendable {
    /// Documents that got votes.
    package var documentCount: Int
    /// Bad records that were left out.
    package var rejectedCount: Int
    /// The first bad records.
    package var firstRejects: [RejectedRecord]
    /// Numbers of the bad records of each file, by path.
    package var rejectedNumbers: [ExactString: Set<Int>]
    /// Fields of the corpus, in order of first appearance.
    package var fields: FieldTable
    /// What went wrong in functions.
    package var faults: [LabelingFunctionFault]
    /// The files that hold the votes; `nil` when they were not kept.
    package var columns: VoteColumns?
    /// What the votes of all batches are for.
    package var ballots: BallotRegister
    /// Whether a gold field was named that is empty throughout.
    package var lacksGold = false
    /// Functions that had to run, as their votes were not kept.
    package var ranFunctions: [String] = []
  }

  /// Prepares a run.
  package init(plugin: LoadablePlugin, source: CorpusSource, options: WorkerOptions) {
    self.plugin = plugin
    self.source = source
    self.options = options
    reading = CorpusReading(source.paths)
  }

  /// The same run where nothing but votes is wanted, of tasks of any kind of labels.
  ///
  /// A gold field of several classes is left out, which reading takes for one.
  package var ofVotesAlone: ApplyRun {
    var run = self
    if plugin.manifest.labels == .several { run.source.goldField = nil }
    return run
  }

  /// The same run, for an output that adds fields.
  func checking(_ output: LabelFieldEncoder) -> ApplyRun {
    var run = self
    run.added = output
    return run
  }

  /// Runs every function on every document and gives `body` the votes, in corpus order.
  ///
  /// - Throws: What reading and `body` throw, ``PluginError``, and a
  ///   `Diagnostic` when functions need a text and the corpus has no text field,
  ///   when two documents have the same id, or when the corpus changes meanwhile.
  package func run(_ body: (VotedBatch<CorpusContext>) throws -> Void) throws -> Outcome {
    let cached = cache.flatMap {
      CachedVotes($0, plugin: plugin, source: source, reading, use: .fillsBatches)
    }
    return try run(completing: cached, body)
  }

  /// Runs the functions whose votes are not known.
  func run(
    completing cached: CachedVotes?,
    _ body: (VotedBatch<CorpusContext>) throws -> Void
  ) throws -> Outcome {
    let rejects = try source.rejectLog(files)
    let stream = try CorpusStream(
      source,
      labelSpace: plugin.manifest.labelSpace,
      rejects: rejects,
      reading: reading
    )
    if !stream.fields.names.isEmpty {
      try checkText(stream)
      try added?.shapes.check(stream.origin)
    }
    let pool = try WorkerPool<CorpusContext>(
      plugin,
      options: options,
      selection: cached?.missing,
      ballots: cached?.ballots,
      forwardOutput: onOutput
    )
    var ids = DuplicateIDs()
    let areIDsKnown = cached?.knowsCorpus ?? false
    let batches = Prefetcher(capacity: 4, abandon: stream.abandon) {
      let batch = try stream.next()
      if let batch {
        try checkText(stream)
        if !areIDsKnown { ids.add(batch.ids, of: batch.documents) }
      }
      return batch
    }
    var ballots = cached?.ballots ?? plugin.manifest.ballots
    try pool.apply {
      guard let batch = try batches.next() else { return nil }
      onProgress(batch.context.documentCount, batch.context.readByteCount)
      return batch
    } _: { voted in
      ballots = voted.ballots
      guard let cached else { return try body(voted) }
      var voted = voted
      try cached.complete(&voted)
      try body(voted)
    }
    batches.stop()
    try confirmUnique(ids)
    try rejects.finish()
    let columns = cached?.finish(faults: pool.faults, functions: plugin.manifest.functions)
    return Outcome(
      documentCount: stream.documentCount,
      rejectedCount: rejects.count,
      firstRejects: rejects.first,
      rejectedNumbers: rejects.numbers,
      fields: stream.fields,
      faults: pool.faults,
      columns: columns,
      ballots: ballots,
      lacksGold: stream.lacksGold,
      ranFunctions: plugin.manifest.functions.enumerated()
        .filter { cached?.missing[$0.offset] ?? true }.map(\.element.name)
    )
  }

  private func checkText(_ stream: CorpusStream) throws {
    guard !stream.readsText, let function = plugin.manifest.functions.first(where: \.readsText)
    else { return }
    throw MissingText.diagnostic(
      "function '\(function.name)' reads",
      in: source,
      fields: stream.fields
    )
  }

  /// Reads the corpus again if some ids look alike, and lists those that are.
  private func confirmUnique(_ ids: consuming DuplicateIDs) throws {
    var confirmation = ids.suspects()
    guard !confirmation.isEmpty else { return }
    if let path = source.paths.first(where: InputSpool.isReadOnce) {
      throw Diagnostic(
        at: SourceLocation(path),
        "ids occur more than once, and this input cannot be read again to see which",
        help: "save it to a file to see which, or choose another field with '--id-field'"
      )
    }
    let stream = try CorpusStream(
      source,
      labelSpace: plugin.manifest.labelSpace,
      rejects: RejectLog(policy: .skip)
    )
    while let batch = try stream.next() {
      let documents = batch.documents
      for (row, id) in batch.ids.enumerated() {
        let line = documents.records[row].line
        confirmation.add(id, of: documents, at: SourceLocation(batch.origin.path, line: line))
      }
    }
    let duplicates = confirmation.duplicates
    if !duplicates.isEmpty { throw CorpusError.duplicateIDs(duplicates) }
  }
}
