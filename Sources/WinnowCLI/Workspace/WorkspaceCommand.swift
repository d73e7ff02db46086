internal import LabelingCore
internal import ArgumentParser
internal import LabelStore
internal import OptionValues
internal import Workspace

/// `winnow workspace`.
struct WorkspaceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "workspace",
    abstract: "Clean up the folder that keeps runs and votes.",
    discussion: """
        winnow workspace gc --keep 10
      """,
    subcommands: [Collect.self]
  )

  /// `winnow workspace gc`.
  struct Collect: QuietableCommand {
    static let configuration = CommandConfiguration(
      commandName: "gc",
      abstract: "Remove old runs, and votes that no run needs.",
      discussion: """
        Votes that the newest runs need stay. Those of the cache make room by \
        themselves; 'winnow cache --clear' removes them.

          winnow workspace gc --keep 10
        """
    )

    @OptionGroup var place: WorkspaceArguments

    @Option(help: "Number of newest runs to keep.", transform: OptionValue.count(from: 0))
    var keep = 100

    @Flag(help: .json)
    var json = false

    @OptionGroup var remarks: RemarkArguments

    var isQuiet: Bool { remarks.quiet }

    func run() throws {
      let removed = try place.open(for: .writing).collectGarbage(keepingRuns: keep)
      if json {
        return try Console.printJSON(["runs": removed.runs, "folders": removed.folders])
      }
      Console.print(
        "\(Formatting.count(removed.runs, "run")) and "
          + "\(Formatting.count(removed.folders, "folder")) of votes removed"
      )
    }
  }
}
