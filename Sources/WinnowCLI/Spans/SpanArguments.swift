internal import ArgumentParser
internal import LabelIO
internal import LabelModels
internal import LabelingCore
internal import OptionValues

extension SpanFormat: ExpressibleByArgument {}
extension SpanOffsets: ExpressibleByArgument {}

/// How a model of spans is fitted.
struct SpanFitArguments: ParsableArguments {
  @Option(help: "The votes mark spans of documents: the format of their file.")
  var format: SpanFormat?

  @Option(help: "The functions whose votes count, separated by commas; by default all.")
  var functions: String?

  @Option(help: "Format of the gold spans; by default that of the votes.")
  var goldFormat: SpanFormat?

  /// Options that are for spans alone.
  static let own = ["--functions", "--gold-format"]

  /// The functions that count; `nil` for all.
  func names() throws -> [String]? {
    try functions.map {
      try OptionValue.names(
        $0,
        of: "--functions",
        help: "write each name once, separated by commas: --functions drugs,doses"
      )
    }
  }
}

/// How spans are labeled with a model.
struct SpanPredictArguments: ParsableArguments {
  @Option(help: "The votes mark spans of documents: the format of their file.")
  var format: SpanFormat?

  @Option(help: "What positions of labels count; by default what those of the votes count.")
  var offsets: SpanOffsets?

  @Flag(help: "Write all spans that were marked too, with their probabilities.")
  var candidates = false

  /// Options that are for spans alone.
  static let own = ["--offsets", "--candidates"]
}

extension ModelArguments {
  /// Options of models of classes of documents.
  static let optionsOfClasses = ["--balance", "--blend", "--anchor", "--prior"]

  /// The model of spans that the options describe.
  ///
  /// - Throws: ``LabelModelError/unknownSpanModel(_:)``.
  func spanModel() throws -> any SpanModel {
    let isChosen = GivenOptions.first(of: ["--model"]) != nil
    let model = try SpanModelRegistry.model(
      named: isChosen ? self.model : SpanModelRegistry.defaultName
    )
    guard let mode = silence.flatMap(PooledLabelModel.Mode.init) else { return model }
    switch model {
    case is SpanLabelModel: return SpanLabelModel(mode: mode)
    case is TokenDawidSkene: return TokenDawidSkene(silenceIsAnswer: mode == .annotators)
    default:
      throw UsageError(
        "'--silence' does nothing for model '\(self.model)'",
        help: "leave it out; it is for '\(SpanLabelModel.name)' and '\(TokenDawidSkene.name)'"
      )
    }
  }
}
