internal import ArgumentParser
internal import ByteIO
internal import Inspection
internal import LabelingCore
internal import OptionValues
internal import PluginHost

extension TermSuggestions.Target: ExpressibleByArgument {}

/// `winnow suggest`.
struct SuggestCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggest",
    abstract: "Suggest words for the next function, and show what uncovered documents are about.",
    usage: "winnow suggest <task> <corpus> ... [<options>]",
    discussion: """
      Words and phrases that tell classes apart and occur in documents without votes, or \
      with votes that disagree. Classes are gold labels where there are at least 10 of two \
      classes, else what the model makes of documents with votes: look at examples before \
      you believe it. Terms that a function matches already are left out. Of several labels a \
      document each is looked at by itself: wanted are documents where nobody speaks of it.

        winnow suggest SupportTickets Datasets/tickets/tickets.jsonl --gold-field gold
      """
  )

  @OptionGroup var inspection: InspectionArguments

  @Option(help: "Where functions are wanted: uncovered, conflicting or both.")
  var target = TermSuggestions.Target.both

  @Option(help: "Maximum number of words in a phrase.", transform: OptionValue.count(to: 5))
  var words = TermSuggestions.Options.defaults.phraseLength

  @Option(
    help: "Minimum number of documents, without votes or in conflict, that hold a term.",
    transform: OptionValue.count()
  )
  var minSupport = TermSuggestions.Options.defaults.minimumSupport

  @Option(
    help: "Minimum for the lower end of the interval of a term's precision.",
    transform: OptionValue.number(in: 0...1)
  )
  var minPrecision = TermSuggestions.Options.defaults.minimumPrecision

  @Option(help: "Suggest this many terms for each class.", transform: OptionValue.count())
  var count = TermSuggestions.Options.defaults.limit

  @Option(
    help: "Sort uncovered documents into this many groups; 0 for none.",
    transform: OptionValue.count(from: 0, to: 50)
  )
  var clusters = DocumentClusters.defaultCount

  @Option(help: .seed, transform: OptionValue.seed())
  var seed = SeededGenerator.defaultSeed

  @Flag(help: .json)
  var json = false

  var isQuiet: Bool { inspection.input.run.quiet }

  func run() throws {
    let files = try inspection.files()
    let corpus = try inspection.inspect(files)
    try files.commit()
    var options = TermSuggestions.Options()
    options.target = target
    options.phraseLength = words
    options.minimumSupport = minSupport
    options.minimumPrecision = minPrecision
    options.limit = count
    options.seed = seed
    let terms = try TermSuggestions(for: corpus, options: options)
    let groups =
      clusters == 0 ? nil : try DocumentClusters(of: corpus, count: clusters, seed: seed)
    if json {
      try Console.printJSON(SuggestionReport(terms: terms, clusters: groups))
    } else {
      let typical = try corpus.documents(at: groups?.clusters.map(\.typicalRow) ?? [])
      let lines = SuggestionText.lines(
        terms,
        groups,
        typical: typical,
        target: target,
        labels: corpus.kind
      )
      for line in lines { Console.print(line) }
    }
    try inspection.remark(on: corpus)
  }
}
