internal import ArgumentParser
internal import ByteIO
internal import Inspection
internal import LabelModels
internal import LabelingCore
internal import OptionValues
internal import Runs

/// `winnow errors`.
struct ErrorsCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "errors",
    abstract: "Show where labels are wrong, and which functions caused it.",
    usage: "winnow errors <task> <corpus> ... --gold-field <field> [<options>]",
    discussion: """
      Gold labels judge and do not anchor the model. 'gain' is the log loss of the \
      model fitted without a function less that with it: below zero the function \
      harms. Its interval is paired, at \(ConfidenceLevel.standard.percent), for one function at a time. Figures are \
      of the documents with gold as they are; where these were not drawn with equal \
      chances, --inclusion-field corrects the scores, and so does a column \
      inclusion_probability in the file of --gold.

      Of several labels a document, each class is missed or invented by itself; a bucket is \
      what functions say of one class, and what it was and should have been; their scores \
      are not corrected.

        winnow errors MessageSpam Datasets/messages/messages.csv --gold-field gold
      """
  )

  @OptionGroup var inspection: InspectionArguments

  @Option(help: "Field with the probability with which a document was chosen to get gold.")
  var inclusionField: String?

  @Option(help: "List this many buckets of wrong labels.", transform: OptionValue.count(from: 0))
  var buckets = 10

  @Flag(help: "Do not fit the model again without each function.")
  var noRefit = false

  @Flag(help: .json)
  var json = false

  var isQuiet: Bool { inspection.input.run.quiet }

  func validate() throws {
    if inclusionField != nil, inspection.gold != nil {
      throw ValidationError("--inclusion-field goes with --gold-field, not with --gold")
    }
  }

  func run() throws {
    let files = try inspection.files()
    let corpus = try inspection.inspect(files, inclusionField: inclusionField)
    try files.commit()
    try corpus.requireGold()
    let count = corpus.votes.voters.count
    let progress = Progress("fitting without each function", isQuiet: inspection.input.run.quiet)
    let onFit = { (done: Int) in
      progress.update(documents: corpus.votes.rowCount * done, done: done * 100 / count)
    }
    switch corpus.fit {
    case .one(let fit):
      let analysis = try ErrorAnalysis(of: corpus, model: noRefit ? nil : fit.model, onFit: onFit)
      progress.finish()
      try show(analysis, ErrorText(analysis, model: corpus.fit.name, bucketLimit: buckets).lines)
    case .several(let fit, _):
      let analysis = try MultiLabelErrorAnalysis(
        of: corpus,
        model: noRefit ? nil : fit.fitted.model,
        onFit: onFit
      )
      progress.finish()
      if corpus.inclusion != nil { Console.remark(MultiLabelText.uncorrected) }
      try show(
        analysis,
        ErrorText.lines(analysis, model: corpus.fit.name, bucketLimit: buckets)
      )
    }
    try inspection.remark(on: corpus)
  }

  private func show(_ analysis: some Encodable, _ lines: @autoclosure () -> [StyledText]) throws {
    if json { try Console.printJSON(analysis) } else { Console.print(lines()) }
  }
}
