internal import ArgumentParser
internal import ByteIO
internal import CorpusIO
internal import LabelIO
internal import LabelingCore
internal import OptionValues
internal import Runs

/// `winnow sample`.
struct SampleCommand: QuietableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Draw documents of a corpus, split it, or show its class balance.",
    usage: "winnow sample <corpus> ... [<options>]",
    discussion: """
      Every field is kept; added is inclusion_probability, the exact chance that the \
      document had to be drawn. With --labels several the classes of --stratify get their shares \
      one by one, rare ones first (iterative stratification), and the chance is the share of \
      documents that is drawn: it is not exact there, as a class whose share is less than half a \
      document may be left out. Weighted and uncertain documents are drawn \
      by systematic sampling in random order. Splits put documents whose texts are nearly \
      the same (MinHash) into one file. Files are streamed twice; the documents' numbers \
      cost some bytes each, splits 300. --reservoir reads once and keeps the sample only.

        winnow sample posts.csv --count 500 --stratify source --output sample.csv
        winnow sample labels.jsonl --count 200 --uncertainty --output ask.jsonl
        winnow sample posts.csv --split train=0.8,test=0.2 --output-dir splits
        winnow sample posts.csv --count 200 --stratify topics --labels several --output s.csv
      """
  )

  @Argument(help: "Corpus files: CSV, TSV, JSON Lines or XML, also .gz; '-' is standard input.")
  var corpus: [String]

  @Option(name: [.short, .long], help: "Where drawn documents go; '-' is standard output.")
  var output: String?

  @Option(help: "Draw this many documents.", transform: OptionValue.count())
  var count: Int?

  @Option(
    help: "Draw this share of the documents.",
    transform: OptionValue.number(in: 0...1, excludesLower: true)
  )
  var share: Double?

  @Option(help: .seed, transform: OptionValue.seed())
  var seed = SeededGenerator.defaultSeed

  @Flag(help: "Read the input once, even an endless stream; simple random, with --count.")
  var reservoir = false

  @Option(help: "Draw, or split, evenly over the values of this field.")
  var stratify: String?

  @Option(
    name: .customLong("labels"),
    help: ArgumentHelp(
      "What the field of --stratify, or the votes, name for a document: one class or several.",
      valueName: "kind"
    )
  )
  var labelKind: LabelKind?

  @Option(help: "Draw evenly over the patterns of these votes, found by id.")
  var votes: String?

  @Option(help: "Leave out this column or annotator of --votes; may be repeated.")
  var exclude: [String] = []

  @Option(help: "Draw in proportion to this numeric field.")
  var weightField: String?

  @Flag(help: "Draw in proportion to the entropy of the probabilities in labels.")
  var uncertainty = false

  @Option(help: "The prefix of the labels' fields, as given to 'winnow label --prefix'.")
  var labelPrefix = ""

  @Option(help: "Documents per stratum: proportional (at least one) or equal.")
  var allocation = StratumAllocation.proportional

  @Option(help: "Name of the added field.")
  var probabilityField = GoldTable.inclusionField

  @Option(help: "Split all documents: train=0.8,valid=0.1,test=0.1.")
  var split: String?

  @Option(help: "The folder of the splits' files.")
  var outputDir: String?

  @Option(
    help: "Similarity from which texts are near-duplicates, above 0 and up to 1.",
    transform: OptionValue.number(in: 0...1, excludesLower: true)
  )
  var duplicateThreshold = SampleRun.defaultDuplicateThreshold

  @Option(help: "The field of classes, whose balance is shown.")
  var classField: String?

  @Option(help: "Add class_weight: inverse frequency, or effective number of documents.")
  var classWeights: SampleWeighting?

  @Option(
    help: "β of the effective number.",
    transform: OptionValue.number(in: 0...1, excludesUpper: true)
  )
  var beta = SampleRun.defaultBeta

  @OptionGroup var form: OutputFormArguments

  @Flag(help: .json)
  var json = false

  @OptionGroup(title: "Corpus") var reading: CorpusReadingArguments
  @OptionGroup(title: "Fields") var fields: DocumentFieldArguments
  @OptionGroup var reporting: ReportingArguments

  var isQuiet: Bool { reporting.quiet }

  func validate() throws {
    if !uncertainty { try OptionUse.refuse(["--label-prefix"], goingWith: "'--uncertainty'") }
    if stratify == nil, votes == nil {
      try OptionUse.refuse(["--allocation", "--labels"], goingWith: "'--stratify' or '--votes'")
    }
    if stratify != nil, labelKind == .several {
      try OptionUse.refuse(["--allocation"], besides: "--labels several")
    }
    if split == nil {
      try OptionUse.refuse(["--duplicate-threshold", "--text-field"], goingWith: "'--split'")
    }
    if votes == nil { try OptionUse.refuse(["--id-field"], goingWith: "'--votes'") }
    if classField == nil { try OptionUse.refuse(["--beta"], goingWith: "'--class-field'") }
    if output == nil {
      try OptionUse.refuse(["--probability-field"], goingWith: "'--output'")
    }
    if classWeights != nil, classField == nil {
      throw ValidationError("--class-weights needs --class-field")
    }
    if (split == nil) != (outputDir == nil) {
      throw ValidationError("--split and --output-dir go together")
    }
    let designs = [stratify, votes, weightField, uncertainty ? "" : nil, reservoir ? "" : nil]
    if designs.count(where: { $0 != nil }) > 1 {
      throw ValidationError(
        "--stratify, --votes, --weight-field, --uncertainty and --reservoir exclude each other"
      )
    }
    let draws = count != nil || share != nil
    if count != nil, share != nil {
      throw ValidationError("--count and --share exclude each other")
    }
    if split != nil {
      if draws || output != nil || votes != nil || weightField != nil || uncertainty || reservoir {
        throw ValidationError("--split deals out all documents; it goes with --stratify only")
      }
    } else if draws, output == nil {
      throw ValidationError("say where the sample goes with --output")
    } else if !draws, output != nil {
      throw ValidationError("--output goes with --count or --share")
    } else if !draws, classField == nil {
      throw ValidationError("say what to do: --count, --share, --split or --class-field")
    }
    if !exclude.isEmpty, votes == nil { throw ValidationError("--exclude goes with --votes") }
    if !labelPrefix.isEmpty, !uncertainty {
      throw ValidationError("--label-prefix goes with --uncertainty")
    }
    if reservoir, count == nil || classField != nil {
      throw ValidationError("--reservoir goes with --count and without --class-field")
    }
  }

  func run() throws {
    let files = try RunFiles(
      reads: corpus + [votes],
      writes: [output, reading.rejects],
      into: outputDir
    )
    var sample = SampleRun(source: try reading.source(paths: corpus))
    sample.files = files
    fields.apply(to: &sample.source)
    sample.seed = seed
    sample.design = try design()
    sample.allocation = allocation
    sample.labels = try kind(of: sample.source)
    sample.probabilityField = probabilityField
    sample.labelPrefix = labelPrefix
    sample.classField = classField
    sample.weighting = classWeights
    sample.beta = beta
    sample.splitStratumField = stratify
    sample.duplicateThreshold = duplicateThreshold
    sample.writerOptions = form.writerOptions(like: sample.source.options)
    // The files of a split are named after it, in the format of the corpus.
    sample.format = try form.format(of: output ?? "-")
    let outcome: SampleRun.Outcome
    var names: [String] = []
    if let split, let outputDir {
      let shares = try SplitShares.parse(split)
      outcome = try sample.split(shares, writingTo: outputDir)
      names = shares.map(\.name)
    } else {
      let size = share.map { SampleSize.share($0) } ?? .count(count ?? .max)
      outcome = try sample.draw(size, writingTo: output)
      names = output == nil ? [] : ["sample"]
    }
    try files.commit()
    try report(outcome, names)
  }

  /// What the field of '--stratify' names: as the options say, or several classes in the field that
  /// 'winnow label' writes of them.
  private func kind(of source: CorpusSource) throws -> LabelKind {
    if let labelKind { return labelKind }
    guard let stratify else { return .one }
    return try MultiLabelTrainRun.isThere(in: source, .classes(field: stratify)) ? .several : .one
  }

  private func design() throws -> SampleDesign {
    if reservoir { return .reservoir }
    if uncertainty { return .uncertainty }
    if let weightField { return .weighted(field: weightField) }
    if let votes {
      var options = VoteReadingOptions()
      options.excluded = exclude
      options.kind = labelKind ?? .one
      let table = try VoteFiles.votes(at: votes, options: options)
      VoteRemarks.print(table)
      return .votePatterns(table)
    }
    if let stratify, split == nil { return .stratified(field: stratify) }
    return .simple
  }

  private func report(_ outcome: SampleRun.Outcome, _ files: [String]) throws {
    // With the documents on standard output the report goes to standard error.
    let stream: Console.Stream = output == "-" ? .errors : .output
    if json {
      try stream.printJSON(SampleRecord(outcome, files: files))
    } else if !isQuiet {
      stream.print(SampleText.lines(outcome, files: files, for: stream))
      let counts = zip(files, outcome.fileCounts).map { "\($0) \($1)" }
      let drawn = counts.isEmpty ? "" : ": \(counts.joined(separator: ", "))"
      let target = (output ?? outputDir).map { " → \($0)" } ?? ""
      stream.print("\(Formatting.count(outcome.documentCount, "document"))\(drawn)\(target)")
    }
    if !isQuiet, let count, outcome.fileCounts.first ?? 0 < count {
      Console.print(
        Diagnostic(
          severity: .warning,
          "only \(Formatting.count(outcome.fileCounts.first ?? 0, "document")) could be drawn, "
            + "not \(count)"
        )
      )
    }
    let passedOver = outcome.strata.count { ($0.fileCounts.first ?? 0) == 0 }
    if !isQuiet, split == nil, output != nil, passedOver > 0 {
      Console.print(
        Diagnostic(
          severity: .warning,
          "\(passedOver) strata got no document, so nothing can be said about them",
          help: "draw at least as many documents as there are strata (\(outcome.strata.count))"
        )
      )
    }
    try RunRemarks.print(
      rejectedCount: outcome.rejectedCount,
      firstRejects: outcome.firstRejects,
      losses: outcome.losses,
      reporting: reporting
    )
  }
}

extension StratumAllocation: ExpressibleByArgument {}
extension SampleWeighting: ExpressibleByArgument {}
