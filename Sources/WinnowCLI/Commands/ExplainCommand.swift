internal import ArgumentParser
internal import LabelIO
internal import LabelModels
internal import LabelingCore
internal import Runs

/// `winnow explain`.
struct ExplainCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show how a document's probabilities come about.",
    usage: "winnow explain <id> <votes> --model <model> [<options>]",
    discussion: """
      Prior and votes are log-odds of the most probable class against the next one \
      and add up; the pooled model then mixes in the vote shares, and Dawid-Skene \
      where the votes look independent. A level is what the model made of a \
      confidence; 'winnow model show' says what each is worth. Of several classes a \
      document, each class has log-odds of its own, present against absent, and is \
      present above its threshold.

        winnow explain d17 votes.csv --model model.json
      """
  )

  @Argument(help: "The document's id.")
  var id: String

  @OptionGroup var votes: VoteArguments

  @Option(help: "The model, as 'winnow fit' wrote it.")
  var model: String

  @Flag(help: .json)
  var json = false

  @OptionGroup var remarks: RemarkArguments

  var isQuiet: Bool { remarks.quiet }

  func run() throws {
    if case .several(let fitted) = try ModelRuns.content(at: model) {
      return try explainSeveral(with: fitted)
    }
    let fitted = try ModelRuns.model(at: model)
    let table = try votes.read(for: fitted)
    let pattern = try pattern(of: table)
    guard let explanation = try fitted.explanation(of: pattern, in: table.patterns) else {
      throw Diagnostic(
        "model '\(type(of: fitted).name)' does not add up log-odds, so it cannot be explained",
        help: "models that can be explained: "
          + "\(PooledLabelModel.name), \(DawidSkene.name), \(OneCoinDawidSkene.name)"
      )
    }
    if json { return try Console.printJSON(explanation) }
    let votes = table.patterns.entries(of: pattern).flatMap { entry in
      let (ballot, voter) = (Int(entry.ballot), Int(entry.voter))
      let name = table.patterns.ballots.name(ofBallot: ballot, in: table.patterns.labelSpace)
      let confidence = table.patterns.ballots.confidence(of: ballot, voter: voter)
      return repeatElement(confidence.map { "\(name)@\($0)" } ?? name, count: Int(entry.count))
    }
    Console.print(ExplanationText.lines(explanation, votes: votes, of: fitted))
  }

  private func explainSeveral(with fitted: FittedMultiLabelModel) throws {
    let table = try votes.read(for: fitted)
    let pattern = try pattern(of: table)
    guard let explanation = try fitted.explanation(of: pattern, in: table.patterns) else {
      throw Diagnostic(
        "model '\(fitted.name)' does not add up log-odds, so it cannot be explained",
        help: "of models for several classes, '\(MultiLabelModel.Method.pooled.rawValue)' can be"
      )
    }
    if json { return try Console.printJSON(explanation) }
    Console.print(MultiLabelExplanationText.lines(explanation, of: fitted))
  }

  /// The pattern of the document.
  private func pattern(of table: VoteTable) throws -> Int {
    guard let row = table.ids.firstIndex(ofExactly: id) else {
      throw Diagnostic(
        at: SourceLocation(votes.votes),
        "there is no document '\(id)'",
        help: Suggestion.help(for: id, among: table.ids, kind: "ids")
      )
    }
    return Int(table.patterns.patternOfRow[row])
  }
}
