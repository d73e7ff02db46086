internal import ArgumentParser
internal import LabelStore
internal import LabelingCore
internal import OptionValues
internal import Workspace

/// `winnow diff`.
struct DiffCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Compare two runs: votes, labels, accuracy, and the documents that changed.",
    usage: "winnow diff [<run>] [<run>] [<options>]",
    discussion: """
      With two runs, the first is before and the second after. With one, or with \
      --against last, it is compared with the run before it of the same task and \
      corpus. Accuracy is of the documents with gold that have a label, coverage their \
      share; on the documents that both runs label, McNemar's test and an interval for \
      the paired difference.

        winnow diff
        winnow diff 3 5 --function has_link --to spam --limit 10
        winnow diff last --fail-if accuracy-drops --fail-if coverage-drops=0.01

      Exit code 2 when a --fail-if is met: accuracy-drops (clearly, or by more than \
      a share), coverage-drops, faults-rise, labels-change (more than a share).
      """
  )

  @Argument(help: "Numbers of runs, or 'last'; by default the newest.")
  var runs: [String] = []

  @Option(help: "The earlier run: its number, or 'last' for the previous one on this corpus.")
  var against: String?

  @OptionGroup var place: WorkspaceArguments

  @Option(help: "List the documents on which this function changed; by default, whose label did.")
  var function: String?

  @Option(
    parsing: .unconditional,
    help: """
      Only documents that were of this class before; 'none' for no vote; of several labels, \
      '-CLASS' for a class that is absent.
      """
  )
  var from: String?

  @Option(
    parsing: .unconditional,
    help: """
      Only documents that are of this class now; 'none' for no vote; of several labels, \
      '-CLASS' for a class that is absent.
      """
  )
  var to: String?

  @Option(help: "List at most this many documents.", transform: OptionValue.count(from: 0))
  var limit = 10

  @Flag(help: "Show the documents' texts too.")
  var showText = false

  @Flag(help: .json)
  var json = false

  @Option(help: ArgumentHelp("The old spelling of --json: text or json.", visibility: .hidden))
  var format = "text"

  @Option(
    help: ArgumentHelp(
      "End with exit code 2 when this is so; may be repeated.",
      valueName: "condition"
    )
  )
  var failIf: [String] = []

  @OptionGroup var remarks: RemarkArguments

  var isQuiet: Bool { remarks.quiet }

  func validate() throws {
    if runs.count > 2 { throw ValidationError("at most two runs can be compared") }
    if runs.count == 2, against != nil {
      throw ValidationError("--against goes with one run")
    }
    if !["text", "json"].contains(format) {
      throw ValidationError("--format is text or json")
    }
    for condition in failIf where FailCondition(condition) == nil {
      let error = UsageError(
        value: condition,
        of: "--fail-if",
        help: Suggestion.help(for: condition, among: FailCondition.names, kind: "values")
      )
      throw ValidationError("\(error)")
    }
  }

  func run() throws {
    let workspace = try place.open()
    let (before, after) = try pair(in: workspace.opened())
    let difference = try RunDifference(
      from: before,
      to: after,
      in: workspace,
      filter: filter(before, after)
    )
    let documents = try DifferenceText.documents(
      of: difference,
      source: { try RecordedCommand.source(of: after) },
      showsText: showText
    )
    if json || format == "json" {
      try Console.printJSON(DifferenceReport(difference: difference, documents: documents))
    } else {
      Console.print(DifferenceText.lines(difference, documents))
    }
    let met = failIf.compactMap(FailCondition.init).compactMap { $0.finding(in: difference) }
    for finding in met { Console.print(Diagnostic(severity: .warning, finding)) }
    if !met.isEmpty { throw CommandFailure(code: CommandFailure.strictCode) }
  }

  private func pair(in store: WorkspaceStore) throws -> (before: RunRecord, after: RunRecord) {
    if runs.count == 2 {
      return (
        try WorkspaceArguments.run(named: runs[0], in: store),
        try WorkspaceArguments.run(named: runs[1], in: store)
      )
    }
    let after = try WorkspaceArguments.run(named: runs.first ?? "last", in: store)
    if let against, against != "last" {
      return (try WorkspaceArguments.run(named: against, in: store), after)
    }
    guard let before = try store.run(before: after) else {
      throw Diagnostic(
        "there is no run before run \(after.id ?? 0) of the same task and corpus",
        help: "'winnow runs' lists them; name two to compare others"
      )
    }
    return (before, after)
  }

  private func filter(_ before: RunRecord, _ after: RunRecord) throws -> RunDifference.Filter {
    var filter = RunDifference.Filter()
    let names = (after.functions + before.functions).map(\.name)
    if let function, !names.containsExactly(function) {
      throw Diagnostic(
        "no run has a function '\(function)'",
        help: Suggestion.help(for: function, among: names, kind: "functions")
      )
    }
    filter.function = function
    filter.limit = limit
    func classIndex(_ name: String, _ option: String) throws -> Int? {
      if name == "none" { return nil }
      if after.labels == .several, let statement = LabelSpace(after.classes).statement(named: name)
      {
        return statement
      }
      guard let index = after.classes.firstIndex(ofExactly: name) else {
        throw UsageError(
          value: name,
          of: option,
          help: Suggestion.help(for: name, among: after.classes + ["none"], kind: "classes")
        )
      }
      return index
    }
    if let from { filter.from = .some(try classIndex(from, "--from")) }
    if let to { filter.to = .some(try classIndex(to, "--to")) }
    return filter
  }
}
