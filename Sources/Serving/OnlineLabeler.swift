package import CorpusIO
package import LabelModels
package import LabelingCore
package import PluginHost
internal import Synchronization
internal import Platform
internal import Runs
internal import Threads

/// Labels documents as they come, with the same plugin and model as a whole corpus.
package final class OnlineLabeler: Sendable {
  /// How requests are served.
  package struct Options: Sendable {
    /// Limits of a cell; each lane has one worker.
    package var workers = WorkerOptions(workerCount: 1, timeLimit: WorkerLimits.onlineCellTime)
    /// Number of requests that are served at a time; `nil` is one per core.
    package var laneCount: Int?
    /// Requests that may wait.
    package var queueCapacity = 1024
    /// How ties are broken; of several classes a document there are none.
    package var ties = TieBreaking.abstain
    /// Whether documents without any vote get labels too.
    package var labelsUncovered = false
    /// Names the text and id fields; `nil` takes those of the usual names.
    package var source = CorpusSource(paths: [])

    /// Creates the default options.
    package init() {}
  }

  /// The plugin.
  package let plugin: LoadablePlugin
  /// The model.
  package let model: LabelModelFile.Content
  /// How requests are served.
  package let options: Options
  private let queue: OnlineQueue
  private let threads: Mutex<[SystemThread]>

  /// Starts the lanes; their workers start with the first request.
  ///
  /// - Parameters:
  ///   - plugin: A plugin whose manifest has been read.
  ///   - model: A model of its functions and classes.
  ///   - options: How requests are served.
  /// - Throws: `LabelModelError` when the model is of other functions or classes.
  package init(
    plugin: LoadablePlugin,
    model: LabelModelFile.Content,
    options: Options = Options()
  ) throws(LabelModelError) {
    try model.check(plugin.manifest)
    self.plugin = plugin
    self.model = model
    var options = options
    options.workers.workerCount = 1
    self.options = options
    queue = OnlineQueue(capacity: options.queueCapacity)
    let queue = queue
    let count = options.laneCount ?? WorkerOptions().workerCount
    let lanes = (0..<max(1, count)).map { _ in
      OnlineLane(queue, plugin: plugin, model: model, options: options)
    }
    for _ in lanes { queue.laneStarts() }
    threads = Mutex(lanes.map { $0.start() })
  }

  deinit { stop() }

  /// Reads the documents of one request.
  ///
  /// - Parameters:
  ///   - jsonLines: One object a line.
  ///   - name: What errors and made-up ids call the source.
  ///   - textField: Name or path of the text, where the request says it; otherwise the options do.
  /// - Returns: The documents, when all of them can be labeled.
  /// - Throws: ``BadRecords`` with every record that breaks a rule, or a `CorpusError`.
  package func documents(
    jsonLines: [UInt8],
    named name: String = "request",
    textField: String? = nil
  ) throws -> LabelingBatch<BatchOrigin> {
    var source = options.source
    let needsText = plugin.manifest.functions.contains(where: \.readsText)
    if needsText, let textField { source.textField = textField }
    return try LabelingBatch(
      jsonLines: jsonLines,
      named: name,
      like: source,
      needsText: needsText
    )
  }

  /// Labels the documents of one request.
  ///
  /// - Throws: ``OnlineError``, `PluginError` when no worker can be kept alive, and
  ///   `CancellationError` as soon as the task is cancelled.
  package func label(_ documents: LabelingBatch<BatchOrigin>) async throws -> OnlineLabels {
    try await Reply.wait { reply in
      queue.put(OnlineQueue.Job(documents: documents, reply: reply))
    }
  }

  /// Serves what waits, and ends the lanes and their workers.
  ///
  /// A lane whose worker does not come back within the limit is left to the end of the process,
  /// which ends the worker too.
  package func stop(within limit: Duration = .seconds(10)) {
    queue.close()
    let running = threads.withLock { threads in
      defer { threads = [] }
      return threads
    }
    guard !running.isEmpty else { return }
    let haveEnded = queue.waitForLanes(within: limit)
    for thread in running {
      if haveEnded { thread.join() } else { thread.detach() }
    }
  }
}
