internal import ArgumentParser
internal import CorpusIO
internal import LabelStore
internal import LabelingCore
internal import Workspace

/// The command line of a run that was written down, read again.
struct RecordedCommand {
  /// The task, as the command line names it.
  let task: String
  /// How the corpus was read.
  let reading: CorpusReadingArguments
  /// Which of its fields were what.
  let fields: CorpusFieldArguments
  /// The command, when it wrote labels.
  let label: LabelCommand?
  /// The command, when it wrote votes.
  let apply: ApplyCommand?

  /// Reads a run's command line.
  ///
  /// - Throws: A `Diagnostic` when this version does not know its options.
  init(of run: RunRecord) throws {
    func parsed<Command: ParsableCommand>(_ type: Command.Type) throws -> Command {
      guard let command = try? type.parse(run.arguments) else {
        throw Diagnostic(
          "run \(run.id ?? 0) was made with options that this winnow does not know",
          notes: [run.commandLine]
        )
      }
      return command
    }
    var label: LabelCommand?
    var apply: ApplyCommand?
    switch run.command {
    case "label":
      let command = try parsed(LabelCommand.self)
      label = command
      task = command.input.task.task
      (reading, fields) = (command.input.reading, command.input.fields)
    case "apply":
      let command = try parsed(ApplyCommand.self)
      apply = command
      task = command.input.task.task
      (reading, fields) = (command.input.reading, command.input.fields)
    case "dev":
      let command = try parsed(DevCommand.self)
      task = command.input.task.task
      (reading, fields) = (command.input.reading, command.input.fields)
    default:
      let command = try parsed(AnalyzeCommand.self)
      task = command.inputs[0]
      (reading, fields) = (command.reading, command.fields)
    }
    self.label = label
    self.apply = apply
  }

  /// The corpus of a run, where it was; without the gold field where documents have several
  /// classes, which reading takes for one.
  ///
  /// - Throws: A `Diagnostic` when it is only in the run's command line, and this version does not
  ///   know its options.
  static func source(of run: RunRecord) throws -> CorpusSource {
    if var source = run.corpusSource {
      source.options.notices = CorpusTextArguments.notices
      if run.labels == .several { source.goldField = nil }
      return source
    }
    let command = try RecordedCommand(of: run)
    var source = try command.reading.source(paths: run.corpusPaths)
    try command.fields.apply(to: &source, classes: run.labelSpace)
    source.rejectsPath = nil
    if run.labels == .several { source.goldField = nil }
    return source
  }
}
