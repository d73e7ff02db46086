internal import ArgumentParser
internal import LabelStore
internal import LabelingCore
internal import OptionValues
internal import Workspace

/// `winnow runs`.
struct RunsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs",
    abstract: "List the runs of a workspace, or show one.",
    discussion: """
      label, apply, analyze and dev write each run down: its inputs, the versions of \
      its functions, toolchain, figures and outputs, so that every label can be traced.

        winnow runs
        winnow runs show last
      """,
    subcommands: [List.self, Show.self],
    defaultSubcommand: List.self
  )

  /// `winnow runs list`.
  struct List: QuietableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "List the runs, the newest first.",
      discussion: """
          winnow runs list --limit 5
        """
    )

    @OptionGroup var place: WorkspaceArguments

    @Option(help: "Show at most this many runs.", transform: OptionValue.count())
    var limit = 20

    @Flag(help: .json)
    var json = false

    @OptionGroup var remarks: RemarkArguments

    var isQuiet: Bool { remarks.quiet }

    func run() throws {
      let runs = try place.open().opened().runs(limit: limit)
      if json { return try Console.printJSON(runs) }
      Console.print(RunText.table(runs))
    }
  }

  /// `winnow runs show`.
  struct Show: QuietableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Show what went into a run and what came out.",
      discussion: """
          winnow runs show last
        """
    )

    @Argument(help: ArgumentHelp("The run's number, or 'last'.", valueName: "run"))
    var name: String

    @OptionGroup var place: WorkspaceArguments

    @Flag(help: .json)
    var json = false

    @OptionGroup var remarks: RemarkArguments

    var isQuiet: Bool { remarks.quiet }

    func run() throws {
      let record = try WorkspaceArguments.run(named: name, in: place.open().opened())
      if json { return try Console.printJSON(record) }
      Console.print(RunText.lines(record))
    }
  }
}
