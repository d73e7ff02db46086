internal import ArgumentParser
internal import LabelingCore
internal import OptionValues
internal import PluginHost
internal import Workspace

/// How labeling functions are run.
struct RunArguments: ParsableArguments {
  @Option(
    help: "Number of worker processes; by default one per core.",
    transform: OptionValue.count(to: OptionValue.mostThreads)
  )
  var workers: Int?

  @Option(
    help: "Seconds that one function may take for one document.",
    transform: OptionValue.seconds
  )
  var timeLimit = WorkerLimits.cellTime

  @Flag(help: "Run every function, also those whose votes on this corpus are kept.")
  var noCache = false

  @Option(
    help: ArgumentHelp(
      "The folder that keeps votes and runs; by default .winnow of the task's package.",
      valueName: "folder"
    )
  )
  var workspace: String?

  @OptionGroup var reporting: ReportingArguments

  /// Whether faults and bad records change the exit code.
  var strict: Bool { reporting.strict }

  /// Whether progress and remarks are left out.
  var quiet: Bool {
    get { reporting.quiet }
    set { reporting.quiet = newValue }
  }

  /// The options for the workers.
  var options: WorkerOptions {
    WorkerOptions(workerCount: workers, timeLimit: timeLimit)
  }

  /// Where the run is written down: the folder that was named, or that of the plugin's package.
  func workspace(for plugin: LoadablePlugin) -> Workspace? {
    if let workspace { return Workspace(root: Workspace.root(named: workspace)) }
    return plugin.workspace.map { Workspace(root: "\($0)/.winnow") }
  }

  /// The votes kept in the workspace, unless they are not wanted.
  func cache(for plugin: LoadablePlugin) -> VoteCache? {
    noCache ? nil : workspace(for: plugin)?.cache
  }

  /// Forwards what functions print to standard error.
  func forwardOutput(_ bytes: UnsafeRawBufferPointer) { Console.forward(bytes) }
}
