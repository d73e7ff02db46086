internal import ArgumentParser
internal import CorpusIO
internal import Foundation
internal import LabelingCore
internal import OptionValues
internal import PluginHost
internal import Runs
internal import Serving
internal import WebLabeling

/// What labels documents online.
struct LabelingArguments: ParsableArguments {
  @Option(help: "The task for POST /v1/label: a folder of LabelingFunctions, a package, or a .so.")
  var task: String?

  @Option(help: "The task's model, as 'winnow fit' or 'winnow label --save-model' wrote it.")
  var model: String?

  @Option(help: "Be the ML backend of another program too: label-studio.")
  var mlBackend: MLBackend.Program?

  @Option(help: "The Choices of Label Studio that labels answer; by default the only ones.")
  var control: String?

  @Option(help: "Name or path of the text field (text, post.body, passage/text, @Body).")
  var textField: String?

  @Option(help: "Name or path of the id field; by default id.")
  var idField: String?

  @Option(help: "How to break ties: abstain, or first in the order of the classes.")
  var ties = TieBreaking.abstain

  @Flag(help: "Label documents that no function voted on, too.")
  var labelUncovered = false

  @Option(
    help: "Number of worker processes; by default one per core.",
    transform: OptionValue.count(to: OptionValue.mostThreads)
  )
  var workers: Int?

  @Option(
    help: "Seconds that one function may take for one document.",
    transform: OptionValue.seconds
  )
  var timeLimit = WorkerLimits.onlineCellTime

  func validate() throws {
    if (task == nil) != (model == nil) { throw ValidationError("--task and --model go together") }
    let idle = [
      "--text-field", "--id-field", "--ties", "--label-uncovered", "--workers", "--time-limit",
      "--body-limit", "--ml-backend",
    ]
    if task == nil, let given = GivenOptions.first(of: idle) {
      throw ValidationError("'\(given)' has no effect here\nhelp: it goes with '--task'")
    }
    if mlBackend == nil, control != nil {
      throw ValidationError(
        "'--control' has no effect here\nhelp: it goes with '--ml-backend label-studio'"
      )
    }
  }

  /// Whose ML backend the server is; `nil` when it was not asked for.
  var backend: MLBackend? { mlBackend.map { MLBackend($0, control: control) } }

  /// What labels; `nil` when it was not asked for.
  func labeler() throws -> OnlineLabeler? {
    guard let task, let model else { return nil }
    let location = try TaskLocation(of: task, from: FileManager.default.currentDirectoryPath)
    let plugin = try PluginBuilder(location).plugin {
      Terminal.note("building task '\(location.name)' …")
    }
    if plugin.manifest.labels == .several, GivenOptions.first(of: ["--ties"]) != nil {
      throw UsageError("'--ties' is for one class a document", help: "leave it out")
    }
    var options = OnlineLabeler.Options()
    options.workers.timeLimit = timeLimit
    options.laneCount = workers
    options.ties = ties
    options.labelsUncovered = labelUncovered
    options.source.textField = textField
    options.source.idField = idField
    return try OnlineLabeler(
      plugin: plugin,
      model: try ModelRuns.content(at: model),
      options: options
    )
  }
}

extension MLBackend.Program: ExpressibleByArgument {}
extension TieBreaking: ExpressibleByArgument {}
