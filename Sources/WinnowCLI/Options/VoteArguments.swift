internal import ArgumentParser
internal import LabelIO
internal import LabelModels
internal import LabelingCore
internal import OptionValues
internal import Sessions

/// A file of votes, and gold labels for it.
struct VoteArguments: ParsableArguments {
  @Argument(help: "Votes: a .votes file, CSV with a column per function, or item,worker,label.")
  var votes: String

  @OptionGroup(title: "Votes") var reading: VoteReadingArguments

  /// The votes that a model knows, with their gold labels; says what is missing or unknown.
  func read(for model: any FittedLabelModel) throws -> VoteTable {
    var options = try reading.options()
    if options.labelSpace == nil { options.labelSpace = model.labelSpace }
    options.voters = model.voters
    return try reading.read(votes, options)
  }
}

/// How votes are read, and gold labels for them.
struct VoteReadingArguments: ParsableArguments {
  @Option(help: "Gold labels for some of the documents: id,label in CSV, JSON Lines or XML.")
  var gold: String?

  @Option(help: "Names of the classes, separated by commas; by default those that occur.")
  var classes: String?

  @Option(help: "Layout of the votes: wide, long or binary; by default by the header.")
  var layout: String?

  @Option(help: "Names of the columns of a long table: item,worker,label.")
  var columns: String?

  @Option(help: "Leave out this column or annotator, which does not vote; may be repeated.")
  var exclude: [String] = []

  @Option(
    // So that -1 is its value and not an option.
    parsing: .unconditional,
    help: ArgumentHelp(
      "What abstains in a table: empty, or -1 (and empty); by default empty cells, if there are any.",
      valueName: "what"
    )
  )
  var abstain: Abstention?

  /// Reads votes, and says what else was found: gold labels that were not used, classes that look
  /// alike.
  func read(_ path: String, _ options: VoteReadingOptions) throws -> VoteTable {
    let table = try VoteFiles.votes(at: path, options: options)
    try VoteRemarks.check(table)
    VoteRemarks.print(table)
    return table
  }

  /// Reads votes as the options say.
  func read(_ path: String) throws -> VoteTable { try read(path, options()) }

  /// The options for the reader.
  func options() throws -> VoteReadingOptions {
    var options = VoteReadingOptions()
    options.gold = try gold.map { try GoldLabels.read($0) }
    if options.gold?.inclusion != nil {
      Console.remark(
        Diagnostic(
          severity: .warning,
          "gold labels were not drawn with equal chances; accuracies are uncorrected",
          help: "'winnow evaluate' and 'winnow errors' correct by 'inclusion_probability'"
        )
      )
    }
    options.excluded = exclude
    options.abstention = abstain
    options.labelSpace = try classes.map { LabelSpace(try ClassNames.parse($0)) }
    if let layout {
      guard let known = VoteTable.Layout(rawValue: layout) else {
        let names = VoteTable.Layout.allCases.map(\.rawValue)
        throw UsageError(
          value: layout,
          of: "--layout",
          help: Suggestion.help(for: layout, among: names, kind: "layouts")
        )
      }
      options.layout = known
    }
    if let columns {
      let names = try OptionValue.names(
        columns,
        of: "--columns",
        count: 3,
        help: "write the columns of item, worker and label: --columns task,annotator,answer"
      )
      options.itemColumns = [names[0]]
      options.workerColumns = [names[1]]
      options.labelColumns = [names[2]]
      // Names that a table lacks are reported, not ignored.
      options.layout = options.layout ?? .long
    }
    return options
  }
}

extension Abstention: ExpressibleByArgument {}
