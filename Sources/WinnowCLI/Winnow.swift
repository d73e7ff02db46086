internal import ArgumentParser
internal import PluginABI

/// The root command.
struct Winnow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "winnow",
    abstract: "Label data with functions written in Swift.",
    discussion: """
      Write labeling functions, apply them to a corpus, combine their votes into \
      probabilistic labels, and see how good they are:

        winnow new Reviews --classes negative,positive
        winnow label Reviews reviews.csv --output labels.csv

      Exit codes: 0 success; 1 the command failed, the reason is on standard error; \
      2 done, but with faults or bad figures and --strict; 64 wrong usage; \
      130 interrupted. Output files are complete or absent.
      """,
    version: "winnow \(WINNOW_KIT_VERSION)",
    // In the order of a user's work.
    groupedSubcommands: [
      CommandGroup(
        name: "Task",
        subcommands: [
          NewCommand.self, TasksCommand.self, BuildCommand.self, FunctionsCommand.self,
          TestCommand.self, DevCommand.self,
        ]
      ),
      CommandGroup(
        name: "Labeling",
        subcommands: [
          LabelCommand.self, ApplyCommand.self, AnalyzeCommand.self, ShowCommand.self,
          ErrorsCommand.self, SuggestCommand.self,
        ]
      ),
      CommandGroup(
        name: "Label model",
        subcommands: [
          FitCommand.self, PredictCommand.self, EvaluateCommand.self, ExplainCommand.self,
          ModelCommand.self, StatsCommand.self,
        ]
      ),
      CommandGroup(
        name: "Classifier",
        subcommands: [TrainCommand.self, ClassifyCommand.self]
      ),
      CommandGroup(
        name: "Annotation",
        subcommands: [SessionCommand.self, ServeCommand.self, SimulateCommand.self]
      ),
      CommandGroup(
        name: "Run",
        subcommands: [
          RunsCommand.self, DiffCommand.self, ReportCommand.self, VerifyCommand.self,
          WorkspaceCommand.self, CacheCommand.self,
        ]
      ),
      CommandGroup(
        name: "Corpus",
        subcommands: [ConvertCommand.self, SampleCommand.self, DriftCommand.self]
      ),
      CommandGroup(
        name: "Deployment",
        subcommands: [WorkerCommand.self, BundleCommand.self]
      ),
    ]
  )
}
