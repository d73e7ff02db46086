internal import ArgumentParser
internal import ByteIO
internal import CorpusIO
internal import LabelingCore
internal import PluginHost
internal import Runs
internal import Workspace

/// A task and the corpus that it is applied to.
struct ApplyArguments: ParsableArguments {
  @OptionGroup var task: TaskArguments

  @Argument(help: "Corpus files: CSV, TSV, JSON Lines or XML, also .gz; '-' is standard input.")
  var corpus: [String]

  @OptionGroup(title: "Corpus") var reading: CorpusReadingArguments
  @OptionGroup(title: "Fields") var fields: CorpusFieldArguments
  @OptionGroup(title: "Run") var run: RunArguments

  /// The plan of a command's files: the task, the corpus and bad records, and these.
  func files(reads: [String?] = [], writes: [String?] = []) throws -> RunFiles {
    let kept = run.workspace.map { Workspace.storeFiles(in: Workspace.root(named: $0)) } ?? []
    return try RunFiles(
      reads: corpus + TaskArguments.files(of: task.task) + kept + reads,
      writes: writes + [reading.rejects]
    )
  }

  /// The run that the options describe; it reports to `progress` how far it is.
  ///
  /// - Parameter files: The plan of the command's files.
  /// - Returns: The run, and its progress.
  /// - Throws: What building the task throws, and usage errors.
  func applyRun(_ files: RunFiles) throws -> (run: ApplyRun, progress: Progress) {
    try Self.applyRun(task.plugin(isQuiet: run.quiet), corpus, reading, fields, run, files)
  }

  /// A run of a plugin that the options describe.
  static func applyRun(
    _ plugin: LoadablePlugin,
    _ corpus: [String],
    _ reading: CorpusReadingArguments,
    _ fields: CorpusFieldArguments,
    _ run: RunArguments,
    _ files: RunFiles
  ) throws -> (run: ApplyRun, progress: Progress) {
    var source = try reading.source(paths: corpus)
    try fields.apply(to: &source, classes: plugin.manifest.labelSpace)
    let progress = Progress("applying", total: CorpusSize.bytes(of: corpus), isQuiet: run.quiet)
    var apply = ApplyRun(plugin: plugin, source: source, options: run.options)
    apply.files = files
    apply.workspace = run.workspace(for: plugin)
    if let workspace = apply.workspace {
      _ = apply.reading.digest(knownBy: workspace)
    }
    apply.cache = run.noCache ? nil : apply.workspace?.cache
    apply.onProgress = { progress.update(documents: $0, done: $1) }
    apply.onOutput = run.forwardOutput
    return (apply, progress)
  }
}
