package import LabelingCore
internal import Platform
internal import PluginABI

/// Applies a plugin's functions to batches in worker processes.
///
/// One thread reads, hands batches out and takes votes in; results come in the
/// order of the input whatever the scheduling. A function that throws, traps or
/// never returns costs the cells it fails on and no other. Each batch comes back with
/// the context that its caller gave it.
package final class WorkerPool<Context: Sendable> {
  private let plugin: LoadablePlugin
  private let options: WorkerOptions
  private var workers: [Worker<Context>] = []
  private var ledger: FaultLedger
  /// Takes what functions print; what comes before a crash goes into the fault instead.
  private let forwardOutput: (UnsafeRawBufferPointer) -> Void
  /// Whether each function is to run.
  private let selection: [Bool]
  /// The ballots of all batches that were delivered.
  private var ballots: BallotRegister
  private var finished: [Int: Finished] = [:]
  private var nextSequence = 0
  private var nextToDeliver = 0

  /// A batch that a worker is done with.
  private struct Finished {
    let job: Worker<Context>.Job
    /// Indices of ballots: classes, those of the manifest, then ``cast``.
    let votes: [Int16]
    /// What code has cast in this batch.
    let cast: [BallotRecord]
    /// The functions' fault messages; `nil` where no cell is a fault.
    let messages: [String?]?
  }

  /// Starts the workers.
  ///
  /// - Parameters:
  ///   - plugin: A plugin whose manifest has been read.
  ///   - options: How many workers, and the limits of a cell.
  ///   - selection: Whether each function is to run; the others abstain. `nil` runs all.
  ///   - ballots: The ballots that votes will be for, the manifest's first; `nil` for those alone.
  ///   - forwardOutput: Takes what functions print, as it came.
  /// - Throws: ``PluginError`` when a process or its memory cannot be had.
  package init(
    _ plugin: LoadablePlugin,
    options: WorkerOptions = WorkerOptions(),
    selection: [Bool]? = nil,
    ballots: BallotRegister? = nil,
    forwardOutput: @escaping (UnsafeRawBufferPointer) -> Void = { _ in }
  ) throws(PluginError) {
    self.plugin = plugin
    self.options = options
    self.ballots = ballots ?? plugin.manifest.ballots
    self.selection = selection ?? plugin.manifest.functions.map { _ in true }
    self.forwardOutput = forwardOutput
    ledger = FaultLedger(functions: plugin.manifest.functions, limits: options)
    for _ in 0..<max(1, options.workerCount) {
      workers.append(try Worker(executable: plugin.workerPath, plugin: plugin.path))
    }
  }

  /// Faults so far, in the order of the functions.
  package var faults: [LabelingFunctionFault] { ledger.all }

  /// Runs every batch of `next` and gives `body` the votes, in the order of the input.
  ///
  /// - Parameters:
  ///   - next: The next batch, or `nil` at the end; batches without documents are passed over.
  ///   - body: Takes a batch with its votes.
  /// - Throws: What `next` and `body` throw, and ``PluginError`` when a worker
  ///   cannot be kept alive.
  /// - Complexity: Holds at most four batches per worker.
  package func apply(
    to next: () throws -> LabelingBatch<Context>?,
    _ body: (VotedBatch<Context>) throws -> Void
  ) throws {
    var isDrained = false
    while true {
      while !isDrained, nextSequence - nextToDeliver < workers.count * 4,
        let worker = workers.filter(\.hasRoom).min(by: { $0.jobs.count < $1.jobs.count })
      {
        guard let batch = try next() else {
          isDrained = true
          break
        }
        if batch.count == 0 { continue }
        try worker.submit(
          batch,
          sequence: nextSequence,
          enabled: functionIndices.map {
            selection[$0] && ledger.mayRun($0, at: .init(sequence: nextSequence, row: 0))
          },
          classCount: plugin.manifest.labelSpace.classCount,
          hasFields: hasFields
        )
        nextSequence += 1
        try takeReplies(wait: false)
      }
      try deliver(body)
      if isDrained, nextToDeliver == nextSequence { return }
      try takeReplies(wait: true)
    }
  }

  private var functionIndices: Range<Int> { plugin.manifest.functions.indices }

  /// Whether a function that runs may look at more than the text.
  private var hasFields: Bool {
    functionIndices.contains { selection[$0] && !plugin.manifest.functions[$0].isMatched }
  }

  /// Delivers finished batches that no unfinished one stands before.
  private func deliver(_ body: (VotedBatch<Context>) throws -> Void) throws {
    while let batch = finished.removeValue(forKey: nextToDeliver) {
      nextToDeliver += 1
      var (votes, messages) = (batch.votes, batch.messages)
      if !batch.cast.isEmpty { register(batch.cast, in: &votes, &messages) }
      let faults = settleFaults(of: batch.job, &votes, messages)
      try body(
        VotedBatch(batch: batch.job.batch, votes: votes, ballots: ballots, faults: faults)
      )
    }
  }

  /// Gives what code has cast in a batch its indices among the ballots of all.
  private func register(
    _ cast: [BallotRecord],
    in votes: inout [Int16],
    _ messages: inout [String?]?
  ) {
    let first = Int16(plugin.manifest.ballots.count)
    let indices = cast.map { ballots.index(adding: $0) }
    for index in votes.indices where votes[index] >= first {
      guard let registered = indices[Int(votes[index] - first)] else {
        votes[index] = Int16(WINNOW_FAULT)
        messages = messages ?? functionIndices.map { _ in nil }
        let function = index / (votes.count / functionIndices.count)
        if messages?[function] == nil {
          messages?[function] =
            "the votes say more than \(Int16.max) different things; give confidences in fewer steps"
        }
        continue
      }
      votes[index] = registered
    }
  }

  /// Counts faults in corpus order, so that the list does not depend on scheduling.
  private func settleFaults(
    of job: Worker<Context>.Job,
    _ votes: inout [Int16],
    _ messages: [String?]?
  ) -> [CellFault] {
    let fault = Int16(WINNOW_FAULT)
    let count = job.batch.count
    var hasFault = messages != nil
    for function in functionIndices {
      guard let last = ledger.lastCell(of: function), last.sequence <= job.sequence else {
        continue
      }
      let first = last.sequence == job.sequence ? last.row + 1 : 0
      hasFault = hasFault || first < count
      for row in first..<count { votes[function * count + row] = fault }
    }
    guard hasFault else { return [] }
    var faults: [CellFault] = []
    var stops: [Int: WorkerStop] = [:]
    for stop in job.stops { stops[stop.function * count + stop.row] = stop }
    for index in votes.indices where votes[index] == fault {
      votes[index] = Int16(WINNOW_ABSTAIN)
      let (function, row) = index.quotientAndRemainder(dividingBy: count)
      let position = FaultLedger.Position(sequence: job.sequence, row: row)
      let stop = stops[index]
      let fault = CellFault(
        function: function,
        row: row,
        cause: ledger.mayRun(function, at: position) ? stop?.cause ?? .thrown : .disabled,
        message: stop?.message ?? messages?[function] ?? "unknown"
      )
      faults.append(fault)
      ledger.add(fault, document: job.batch.id(at: row))
    }
    return faults
  }

  /// Takes the votes that are there; waits a little when there are none yet.
  ///
  /// Whether a worker has ended is asked of the kernel, as its bell may be in other hands.
  private func takeReplies(wait: Bool) throws(PluginError) {
    if wait { listen() }
    for worker in workers {
      // Asked first: a worker that has answered may have ended since.
      let hasEnded = wait && worker.process.hasEnded
      var hasAnswered = false
      while !worker.jobs.isEmpty, worker.process.takeAnswer() {
        finish(worker)
        hasAnswered = true
      }
      if hasEnded {
        try resume(worker, behind: worker.process.stop(), .crash)
      } else if !hasAnswered, isOverdue(worker) {
        worker.process.stop()
        try resume(worker, behind: "no answer within \(options.timeLimit)", .timeout)
      }
    }
  }

  /// Waits for a bell, and takes what functions print.
  private func listen() {
    var files: [FileDescriptor?] = []
    for worker in workers {
      files.append(worker.process.bell)
      files.append(worker.process.output)
    }
    let time = workers.map { $0.process.pollingTime }.min()
    guard case .readable(let areReady) = FileDescriptor.wait(toRead: files, upTo: time) else {
      return
    }
    for (index, worker) in workers.enumerated() {
      if areReady[index * 2] { worker.process.hearBell() }
      if areReady[index * 2 + 1] { worker.process.drainOutput() }
    }
  }

  /// Takes the votes of the oldest batch.
  private func finish(_ worker: Worker<Context>) {
    let job = worker.jobs.removeFirst()
    let printed = worker.process.takeOutput()
    if !printed.isEmpty { printed.withUnsafeBytes(forwardOutput) }
    worker.lastCell = (.max, .now)
    worker.idleStarts = 0
    let functionCount = functionIndices.count
    let arena = worker.arena(of: job)
    var votes = Array(
      UnsafeBufferPointer(
        start: arena.section(\.votes, as: Int16.self),
        count: functionCount * job.batch.count
      )
    )
    let manifest = plugin.manifest
    let cast = arena.castBallots(
      classCount: manifest.labelSpace.classCount,
      labels: manifest.labels
    )
    let ballotCount = Int16(clamping: manifest.ballots.count + (cast?.count ?? 0))
    // The least and the greatest are found sixteen votes at a time.
    let isFaulty = votes.reduce(0) { min($0, $1) } < WINNOW_ABSTAIN
    let isStrange = isFaulty || votes.reduce(-1) { max($0, $1) } >= ballotCount
    var messages: [String?]?
    if isStrange {
      messages = (0..<functionCount).map { arena.message(ofFunction: $0) }
      let known = Int16(WINNOW_ABSTAIN)..<ballotCount
      for index in votes.indices where !known.contains(votes[index]) {
        let isFault = votes[index] == WINNOW_FAULT
        votes[index] = Int16(WINNOW_FAULT)
        let function = index / job.batch.count
        if !isFault, messages?[function] == nil {
          messages?[function] = "the vote is for no ballot of the task"
        }
      }
    }
    finished[job.sequence] = Finished(
      job: job,
      votes: votes,
      cast: cast ?? [],
      messages: messages
    )
  }

  /// Whether the worker has been at one cell for longer than it may.
  private func isOverdue(_ worker: Worker<Context>) -> Bool {
    guard !worker.jobs.isEmpty else { return false }
    let cell = worker.runningCell.map { UInt64($0.function) << 32 | UInt64($0.document) } ?? .max
    if cell != worker.lastCell.cell {
      worker.lastCell = (cell, .now)
      return false
    }
    // Loading the plugin and compiling its patterns is not a function's time.
    let limit =
      cell == .max ? max(options.timeLimit, WorkerLimits.loadingTime) : options.timeLimit
    return .now - worker.lastCell.since > limit
  }

  /// Starts a stopped worker again behind the cell that stopped it.
  private func resume(
    _ worker: Worker<Context>,
    behind message: String,
    _ cause: LabelingFunctionFault.Cause
  ) throws(PluginError) {
    if let cell = worker.runningCell, !worker.jobs.isEmpty {
      worker.idleStarts = 0
      skip(cell, of: worker, message, cause)
    } else {
      worker.idleStarts += 1
      if worker.idleStarts > 3 {
        throw .stopsWhileLoading(plugin: plugin.path, reason: message)
      }
    }
    try worker.start()
  }

  /// Makes a cell a fault and lets the batch resume behind it.
  private func skip(
    _ cell: WinnowCursor,
    of worker: Worker<Context>,
    _ message: String,
    _ cause: LabelingFunctionFault.Cause
  ) {
    var job = worker.jobs[0]
    let row = Int(cell.document)
    let functions =
      cell.function == UInt32(WINNOW_MATCHER)
      ? plugin.manifest.matcherFunctions : [Int(cell.function) - 1]
    let arena = worker.arena(of: job)
    let position = FaultLedger.Position(sequence: job.sequence, row: row)
    let next = FaultLedger.Position(sequence: job.sequence, row: row + 1)
    for function in functions {
      ledger.noteStop(of: function, at: position, cause)
      job.stops.append(
        WorkerStop(function: function, row: row, cause: cause, message: message)
      )
      arena.section(\.votes, as: Int16.self)[function * job.batch.count + row] = Int16(
        WINNOW_FAULT
      )
      // The rest of the batch is made a fault when the batch is delivered.
      if !ledger.mayRun(function, at: next) {
        arena.section(\.enabled, as: UInt8.self)[function] = 0
      }
    }
    arena.resume(at: WinnowCursor(function: cell.function, document: cell.document + 1))
    worker.jobs[0] = job
  }
}

extension PluginManifest {
  /// The functions that run as one matcher.
  fileprivate var matcherFunctions: [Int] {
    functions.indices.filter { functions[$0].isMatched }
  }
}
