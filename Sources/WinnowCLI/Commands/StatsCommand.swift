internal import ArgumentParser
internal import ByteIO
internal import LabelIO
internal import LabelModels
internal import LabelingCore

/// `winnow stats`.
struct StatsCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Write the statistics of a shard of votes, to be fitted together.",
    usage: "winnow stats <votes> --output <output> [<options>]",
    discussion: """
      The statistics are the distinct rows of votes with their counts, so a fit to the \
      shards of a corpus is the same as a fit to all of it, in any order.

        winnow stats part1.csv --output part1.json
        winnow fit --stats part1.json --stats part2.json --output model.json
      """
  )

  @OptionGroup var votes: VoteArguments

  @Option(name: [.short, .long], help: "Where the statistics go; '-' is standard output.")
  var output: String

  @OptionGroup var remarks: RemarkArguments

  var isQuiet: Bool { remarks.quiet }

  func run() throws {
    let files = try RunFiles(
      reads: [votes.votes] + votes.reading.files,
      writes: [output]
    )
    let options = try votes.reading.options()
    let table = try votes.reading.read(votes.votes, options)
    let goldIsChosen = options.gold?.areChosen ?? false
    let statistics = VoteStatistics(
      of: table.patterns,
      goldIsChosen: goldIsChosen,
      voterKind: table.layout == .binary ? .functions : nil,
      areColumns: table.layout != .long
    )
    try files.write(statistics.bytes(), to: output)
    try files.commit()
    let facts =
      "\(Formatting.count(table.ids.count, "document")), "
      + "\(Formatting.count(table.patterns.patternCount, "pattern"))"
    Console.remark("\(facts) → \(output)")
    OutputSuffix.check(output, holds: "the statistics are written as JSON", as: "json")
  }
}
