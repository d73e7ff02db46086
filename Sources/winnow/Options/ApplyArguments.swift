internal import ArgumentParser
internal import LabelingCore
internal import Pipeline
internal import PluginHost

/// A task and the corpus that it is applied to.
struct ApplyArguments: ParsableArguments {
  @OptionGroup var task: TaskArguments

  @Argument(help: "Corpus files: CSV, TSV, JSON Lines or XML, also .gz; '-' is standard input.")
  var corpus: [String]

  @OptionGroup(title: "Corpus") var reading: CorpusReadingArguments
  @OptionGroup(title: "Fields") var fields: CorpusFieldArguments
  @OptionGroup(title: "Run") var run: RunArguments

  /// The run that the options describe; it tells `progress` how far it is.
  func applyRun() throws -> (run: ApplyRun, progress: Progress) {
    try Self.applyRun(task.plugin(isQuiet: run.quiet), corpus, reading, fields, run)
  }

  /// A run of a plugin that the options describe.
  static func applyRun(
    _ plugin: LoadablePlugin,
    _ corpus: [String],
    _ reading: CorpusReadingArguments,
    _ fields: CorpusFieldArguments,
    _ run: RunArguments
  ) throws -> (run: ApplyRun, progress: Progress) {
    var source = try reading.source(paths: corpus)
    try fields.apply(to: &source, classes: plugin.manifest.labelSpace)
    let progress = Progress("applying", total: CorpusSize.bytes(of: corpus), isQuiet: run.quiet)
    var apply = ApplyRun(plugin: plugin, source: source, options: run.options)
    apply.workspace = run.workspace(for: plugin)
    if let workspace = apply.workspace {
      apply.corpusDigest = CorpusDigest.of(corpus, memory: workspace)
    }
    apply.cache = run.noCache ? nil : apply.workspace?.cache
    apply.onProgress = { progress.update(documents: $0, done: $1) }
    apply.onOutput = run.forwardOutput
    return (apply, progress)
  }
}
