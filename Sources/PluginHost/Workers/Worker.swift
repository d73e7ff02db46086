internal import LabelingCore
internal import PluginABI

/// A worker's place in the pool: its process, its arenas and the batches it holds.
final class Worker<Context: Sendable> {
  /// A batch on its way through a worker.
  struct Job {
    let sequence: Int
    let slot: Int
    let batch: LabelingBatch<Context>
    /// Cells that stopped a worker in this batch, with what was said.
    var stops: [WorkerStop] = []
  }

  var process: WorkerProcess
  private let arenas: [Arena]
  /// Oldest first; the worker is at the first.
  var jobs: [Job] = []
  /// The cell seen last and when, to tell a slow batch from an endless loop.
  var lastCell: (cell: UInt64, since: ContinuousClock.Instant)
  /// Starts in a row that did not reach any cell.
  var idleStarts = 0

  init(executable: String, plugin: String) throws(PluginError) {
    process = try WorkerProcess(executable: executable, mode: "apply", plugin: plugin)
    var arenas: [Arena] = []
    for _ in 0..<Int(WINNOW_SLOT_COUNT) { arenas.append(try Arena()) }
    self.arenas = arenas
    lastCell = (.max, .now)
    try start()
  }

  /// Whether another batch can be laid out while the worker is busy.
  var hasRoom: Bool { jobs.count < Int(WINNOW_SLOT_COUNT) }

  /// Runs the process; batches it holds are handed over again.
  func start() throws(PluginError) {
    try process.start(arenas: arenas.map(\.file))
    for job in jobs { hand(over: job) }
    lastCell = (.max, .now)
  }

  /// Lays a batch out and hands it over.
  func submit(
    _ batch: LabelingBatch<Context>,
    sequence: Int,
    enabled: [Bool],
    classCount: Int,
    hasFields: Bool
  ) throws(PluginError) {
    let slot = jobs.first?.slot == 0 ? 1 : 0
    try arenas[slot].write(
      batch,
      enabled: enabled,
      classCount: classCount,
      hasFields: hasFields
    )
    let job = Job(sequence: sequence, slot: slot, batch: batch)
    if jobs.isEmpty { lastCell = (.max, .now) }
    jobs.append(job)
    hand(over: job)
  }

  /// The cell that runs now, or `nil` when none has started.
  var runningCell: WinnowCursor? {
    jobs.first.flatMap { arenas[$0.slot].runningCell }
  }

  /// The arena that a batch was laid out in.
  func arena(of job: Job) -> Arena { arenas[job.slot] }

  // A worker that has ended meanwhile is noticed when its answer is waited for.
  private func hand(over job: Job) {
    process.ask(slot: job.slot, byteCount: arenas[job.slot].byteCount)
  }
}

/// A cell that stopped its worker.
struct WorkerStop {
  let function: Int
  let row: Int
  let cause: LabelingFunctionFault.Cause
  let message: String
}
