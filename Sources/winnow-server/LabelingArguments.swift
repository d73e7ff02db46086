internal import ArgumentParser
internal import Foundation
internal import LabelingCore
internal import Pipeline
internal import PluginHost

/// What labels documents online.
struct LabelingArguments: ParsableArguments {
  @Option(help: "The task for POST /v1/label: a folder of LabelingFunctions, a package, or a .so.")
  var task: String?

  @Option(help: "The task's model, as 'winnow fit' or 'winnow label --save-model' wrote it.")
  var model: String?

  @Option(help: "Name or path of the documents' text field; by default 'text'.")
  var textField: String?

  @Option(help: "Name or path of the documents' id field; by default 'id'.")
  var idField: String?

  @Option(help: "What becomes of tied classes: abstain or first.")
  var ties = TieBreaking.abstain

  @Flag(help: "Give documents that no function voted on the most probable class too.")
  var labelUncovered = false

  @Option(help: "Number of worker processes; by default one per core.")
  var workers: Int?

  @Option(help: "Seconds that one function may take for one document.")
  var timeLimit = 2.0

  func validate() throws {
    if (task == nil) != (model == nil) { throw ValidationError("--task and --model go together") }
    guard workers.map((1...1024).contains) ?? true else {
      throw ValidationError("--workers is from 1 to 1024")
    }
    guard let cellLimit, cellLimit > .zero else {
      throw ValidationError("--time-limit is a positive number of seconds")
    }
  }

  private var cellLimit: Duration? { Duration.checked(seconds: timeLimit) }

  /// What labels; `nil` when it was not asked for.
  func labeler() throws -> OnlineLabeler? {
    guard let task, let model else { return nil }
    let location = try TaskLocation(of: task, from: FileManager.default.currentDirectoryPath)
    let plugin = try PluginBuilder(location).plugin {
      Terminal.note("building task '\(location.name)' …")
    }
    var options = OnlineLabeler.Options()
    if let cellLimit { options.workers.timeLimit = cellLimit }
    options.laneCount = workers
    options.ties = ties
    options.labelsUncovered = labelUncovered
    options.source.textField = textField
    options.source.idField = idField
    return try OnlineLabeler(
      plugin: plugin,
      model: try ModelRuns.model(at: model),
      options: options
    )
  }
}

extension TieBreaking: ExpressibleByArgument {}
