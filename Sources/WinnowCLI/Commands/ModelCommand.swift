internal import ArgumentParser
internal import LabelModels
internal import LabelingCore
internal import Runs

/// `winnow model`.
struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model",
    abstract: "Inspect fitted label models.",
    discussion: "  winnow model show model.json",
    subcommands: [ModelShowCommand.self]
  )
}

/// `winnow model show`.
struct ModelShowCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show what a model has learned about each function.",
    discussion: """
      Estimated accuracy is what the model believes, not what gold labels say. Its \
      interval takes votes as independent, so it is the least uncertainty there is. Of a \
      model of several classes a document, it shows how often each function says that a \
      class is present or absent where it is, and where it is not. Of a model of spans, it \
      shows how often others confirm what a function marks, how often that is an entity when \
      they do and when they do not, and how exact its boundaries are.

        winnow model show model.json
      """
  )

  @Argument(help: "The model, as 'winnow fit' wrote it.")
  var model: String

  @Flag(help: .json)
  var json = false

  @OptionGroup var remarks: RemarkArguments

  var isQuiet: Bool { remarks.quiet }

  func run() throws {
    if let fitted = try ModelRuns.spanModel(ifAt: model) {
      return json ? try Console.printJSON(fitted) : Console.print(SpanText.model(fitted))
    }
    let content = try ModelRuns.content(at: model)
    if case .several(let fitted) = content {
      return json ? try Console.printJSON(fitted) : Console.print(MultiLabelText.model(fitted))
    }
    let fitted = try ModelRuns.model(at: model)
    if json { return try Console.printJSON(fitted.voterEstimates) }
    let facts = fitted.facts
    let silence = facts.learning.mode.map { ", silence read as from \($0)" } ?? ""
    let sets =
      facts.goldSetDocuments.map { " and \(Formatting.count($0, "set")) of classes as gold" } ?? ""
    Console.print(
      "\(type(of: fitted).name): \(Formatting.count(facts.documents, "document")), "
        + "\(Formatting.count(facts.votes, "vote")), "
        + "\(Formatting.count(facts.goldDocuments, "gold label"))\(sets), "
        + "\(facts.learning.iterations) iterations\(silence)"
    )
    if !facts.learning.balance.isEmpty {
      let shares = zip(fitted.labelSpace.classes, facts.learning.balance)
        .map { "\($0) \(Formatting.share($1))" }
      Console.print("class balance: \(shares.joined(separator: ", "))")
    }
    for line in LearningText.lines(facts.learning, voters: fitted.voters) { Console.print(line) }
    if let gate = facts.learning.gate, gate.openness == 0 {
      Console.print(LearningText.gate(gate, voters: fitted.voters))
    }
    if let gold = LearningText.gold(facts.learning) { Console.print(gold) }
    if let remark = LearningText.steps(facts.learning) { Console.print(remark) }
    Console.print("")
    var table = TextTable([
      ("function", .left), ("class", .left), ("votes", .right), ("estimated accuracy", .right),
      (Formatting.intervalHeading, .left),
    ])
    for voter in fitted.voterEstimates {
      let hasVotes = voter.votes > 0
      table.add([
        voter.voter, voter.classes.count == 1 ? voter.classes[0].name : "", "\(voter.votes)",
        hasVotes ? Formatting.share(voter.accuracy) : "–",
        hasVotes ? Formatting.interval(voter.interval) : "no evidence",
      ])
      for name in voter.classes where voter.classes.count > 1 {
        table.add([
          "", name.name, "\(name.votes)", Formatting.share(name.precision),
          Formatting.interval(name.interval),
        ])
      }
    }
    Console.print(table.lines())
  }
}
