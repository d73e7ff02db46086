internal import CorpusIO
internal import LabelModels
internal import LabelingCore
internal import PluginHost
internal import Runs
internal import Threads

/// A thread with its own worker process that serves requests one after the other.
///
/// A function that hangs holds up its lane and no other.
final class OnlineLane: ThreadBody {
  private let queue: OnlineQueue
  private let plugin: LoadablePlugin
  private let model: LabelModelFile.Content
  private let options: OnlineLabeler.Options

  init(
    _ queue: OnlineQueue,
    plugin: LoadablePlugin,
    model: LabelModelFile.Content,
    options: OnlineLabeler.Options
  ) {
    self.queue = queue
    self.plugin = plugin
    self.model = model
    self.options = options
  }

  func run() {
    defer { queue.laneEnds() }
    var pool: WorkerPool<OnlineQueue.Job>?
    while queue.waitForJob() {
      var running: [OnlineQueue.Job] = []
      do {
        let current = try pool ?? WorkerPool(plugin, options: options.workers)
        pool = current
        try current.apply {
          guard let job = queue.takeNow() else { return nil }
          running.append(job)
          return job.documents.with(job)
        } _: { voted in
          running.removeFirst()
          let job = voted.batch.context
          job.reply.give(Result { try labels(of: job.documents, voted) })
        }
      } catch {
        // The worker cannot be kept alive: these requests fail, the next ones get a new one.
        pool = nil
        for job in running { job.reply.give(.failure(error)) }
        if running.isEmpty { queue.takeNow()?.reply.give(.failure(error)) }
      }
    }
  }

  private func labels(
    of documents: LabelingBatch<BatchOrigin>,
    _ voted: VotedBatch<OnlineQueue.Job>
  ) throws -> OnlineLabels {
    let votes = voted.patterns(voters: model.voters, labelSpace: model.labelSpace)
    return OnlineLabels(
      documents: documents,
      votes: votes,
      labels: try PatternLabels(
        of: votes,
        by: model,
        ties: options.ties,
        unvoted: options.labelsUncovered
      ),
      faults: voted.faults
    )
  }
}
