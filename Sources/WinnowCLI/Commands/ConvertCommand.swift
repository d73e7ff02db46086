internal import ArgumentParser
internal import ByteIO
internal import CorpusIO
internal import LabelingCore
internal import Runs

/// `winnow convert`.
struct ConvertCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Write a corpus in another format.",
    discussion: """
      The suffixes decide the formats. What the output's format cannot express is reported.

        winnow convert posts.xml posts.jsonl --record posts/row
      """
  )

  @Argument(help: "The corpus; '-' is standard input.")
  var input: String

  @Argument(help: ArgumentHelp("The new file, unless --output names it.", valueName: "output"))
  var file: String?

  @Option(name: [.short, .long], help: "Where the corpus goes; '-' is standard output.")
  var output: String?

  @OptionGroup var form: OutputFormArguments

  @Option(help: "Name of the XML output's root element; by default of --record, or documents.")
  var rootElement: String?

  @Option(help: "Name of the XML output's records; by default of --record, or document.")
  var recordElement: String?

  @OptionGroup(title: "Corpus") var reading: CorpusReadingArguments
  @OptionGroup var reporting: ReportingArguments

  var isQuiet: Bool { reporting.quiet }

  func validate() throws {
    if (file == nil) == (output == nil) {
      throw ValidationError("name the new file once: after the corpus, or with --output")
    }
  }

  func run() throws {
    let output = file ?? output ?? "-"
    let files = try RunFiles(reads: [input], writes: [output, reading.rejects])
    var convert = ConvertRun(source: try reading.source(paths: [input]))
    convert.files = files
    convert.format = try form.format(of: output)
    convert.writerOptions = form.writerOptions(like: convert.source.options)
    if let rootElement { convert.writerOptions.rootElement = rootElement }
    if let recordElement { convert.writerOptions.recordElement = recordElement }
    let outcome = try convert.run(writingTo: output)
    try files.commit()
    Console.remark("\(Formatting.count(outcome.documentCount, "document")) → \(output)")
    try RunRemarks.print(
      rejectedCount: outcome.rejectedCount,
      firstRejects: outcome.firstRejects,
      losses: outcome.losses,
      reporting: reporting
    )
  }
}
