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
    guard reading.labels != .several else { throw LabelModelError.kindsDiffer(model: .one) }
    return try read(voters: model.voters, model.labelSpace, .one)
  }

  /// The votes that a model of several classes a document knows.
  func read(for model: FittedMultiLabelModel) throws -> VoteTable {
    guard reading.labels != .one else { throw LabelModelError.kindsDiffer(model: .several) }
    return try read(voters: model.voters, model.labelSpace, .several)
  }

  private func read(
    voters: [String],
    _ labelSpace: LabelSpace,
    _ kind: LabelKind
  ) throws -> VoteTable {
    var options = try reading.options(of: kind)
    if options.labelSpace == nil { options.labelSpace = labelSpace }
    options.voters = voters
    return try reading.read(votes, options)
  }
}

/// How votes are read, and gold labels for them.
struct VoteReadingArguments: ParsableArguments {
  @Option(help: "Gold labels for some of the documents: id,label in CSV, JSON Lines or XML.")
  var gold: String?

  @Option(help: "Names of the classes, separated by commas; by default those that occur.")
  var classes: String?

  @OptionGroup var grouping: GroupArguments

  @Option(
    help: ArgumentHelp(
      "How many classes a document may have: one, or several (billing+login, -billing).",
      valueName: "kind"
    )
  )
  var labels: LabelKind?

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

  /// The files that are read besides the votes.
  var files: [String?] { Gold.files(gold) + [grouping.groups] }

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
  ///
  /// - Parameter kind: How many classes a document may have; `nil` goes by the option.
  /// - Returns: The options.
  /// - Throws: `UsageError`, and what reading gold labels throws.
  func options(of kind: LabelKind? = nil) throws -> VoteReadingOptions {
    var options = VoteReadingOptions()
    options.kind = kind ?? labels ?? .one
    options.gold = try gold.map { path in
      var file = GoldFile(at: path)
      file.kind = options.kind
      return try GoldLabels.read(file)
    }
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
    if let groups = try grouping.named() {
      try OptionUse.refuse(["--groups"], unless: options.kind == .one, meantFor: .one)
      options.labelSpace = try groups.labelSpace(of: options.labelSpace)
    }
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
extension LabelKind: ExpressibleByArgument {}
