internal import Foundation
internal import Inspection
internal import LabelModels
internal import LabelingCore

/// Where labels are wrong, in words and tables.
struct ErrorText {
  private let analysis: ErrorAnalysis
  private let model: String
  private let bucketLimit: Int

  init(_ analysis: ErrorAnalysis, model: String, bucketLimit: Int) {
    self.analysis = analysis
    self.model = model
    self.bucketLimit = bucketLimit
  }

  /// Scores, confusion, functions and buckets.
  var lines: [StyledText] {
    var lines = scores
    lines += sampling
    let parts = [
      confusion, Self.functions(analysis.functions),
      Self.buckets(analysis.buckets, limit: bucketLimit),
    ]
    for part in parts { lines += [StyledText()] + part }
    return lines
  }

  /// The same where documents have several classes, with what is missed and invented of each.
  static func lines(
    _ analysis: MultiLabelErrorAnalysis,
    model: String,
    bucketLimit: Int
  ) -> [StyledText] {
    var lines = MultiLabelText.scores(
      [
        (model, analysis.score),
        (MultiLabelModel.Method.majorityVote.rawValue, analysis.majorityVoteScore),
      ],
      heading: "against gold"
    )
    lines.append(
      StyledText(
        "over \(Formatting.count(analysis.score.rowCount, "document")) with gold; "
          + MultiLabelText.cardinality(analysis.score)
      )
    )
    var table = TextTable([
      ("class", .left), ("gold", .right), ("found", .right), ("missed", .right),
      ("unspoken", .right), ("invented", .right), ("recall", .right),
      (Formatting.intervalHeading, .left), ("precision", .right),
      (Formatting.intervalHeading, .left),
    ])
    for (errors, score) in zip(analysis.classes, analysis.score.classes) {
      table.add([
        errors.name, "\(errors.goldCount)", "\(errors.foundCount)", "\(errors.missedCount)",
        "\(errors.unspokenCount)", "\(errors.inventedCount)", Formatting.share(score.recall),
        Formatting.evidence(score.recallInterval), Formatting.share(score.precision),
        Formatting.evidence(score.precisionInterval),
      ])
    }
    let parts = [
      table.lines(), functions(analysis.functions),
      buckets(analysis.buckets, limit: bucketLimit),
    ]
    for part in parts { lines += [StyledText()] + part }
    return lines
  }

  private var scores: [StyledText] {
    analysis.scores.map { ScoreText.comparison($0) }
      ?? ScoreText.comparison([(name: model, report: analysis.score)])
  }

  private var sampling: [String] {
    analysis.corrected == nil
      ? [
        "over \(Formatting.count(analysis.score.rowCount, "document")) with gold, each counted once"
      ]
      : ScoreText.corrected(analysis.corrected)
  }

  private var confusion: [StyledText] {
    let matrix = analysis.score.confusion
    var table = TextTable(
      [("gold ╲ label", .left)] + matrix.classes.map { ($0, .right) }
        + [("none", .right), ("recall", .right), (Formatting.intervalHeading, .left)]
    )
    for (gold, name) in matrix.classes.enumerated() {
      let support = matrix.support(of: gold)
      let interval = Interval(successes: matrix[gold, gold], total: support)
      table.add(
        [name] + matrix.classes.indices.map { "\(matrix[gold, $0])" } + [
          "\(matrix.abstained[gold])",
          Formatting.share(support > 0 ? Double(matrix[gold, gold]) / Double(support) : nil),
          Formatting.evidence(interval),
        ]
      )
    }
    return table.lines()
  }

  private static func functions(_ functions: [ErrorAnalysis.Function]) -> [StyledText] {
    let hasGain = functions.contains { $0.logLossGain != nil }
    var columns: [(heading: String, alignment: TextTable.Alignment)] = [
      ("function", .left), ("right", .right), ("wrong", .right), ("accuracy", .right),
      (Formatting.intervalHeading, .left), ("in wrong labels", .right),
    ]
    if hasGain { columns += [("gain", .right), (Formatting.intervalHeading, .left), ("", .left)] }
    var table = TextTable(columns)
    // The most harmful first; without that, those that are in most wrong labels.
    let sorted = functions.enumerated().sorted { first, second in
      let (a, b) = (first.element, second.element)
      let keys = (a.logLossGain ?? 0, -a.wrongLabelCount, first.offset)
      return keys < (b.logLossGain ?? 0, -b.wrongLabelCount, second.offset)
    }
    for (_, function) in sorted {
      var cells = [
        function.name, "\(function.correctCount)", "\(function.incorrectCount)",
        Formatting.share(function.accuracy),
        Formatting.evidence(function.accuracyInterval),
        "\(function.wrongLabelCount)",
      ]
      if let gain = function.logLossGain {
        let interval = function.logLossGainInterval
        cells += [Self.signed(gain), Self.interval(interval), Self.verdict(interval)]
      }
      table.add(cells)
    }
    return table.lines()
  }

  private static func buckets(_ buckets: [ErrorAnalysis.Bucket], limit: Int) -> [StyledText] {
    let shown = buckets.prefix(limit)
    guard !shown.isEmpty else {
      return [StyledText("no label of a document with gold is wrong or missing")]
    }
    var table = TextTable([
      ("gold", .left), ("label", .left), ("documents", .right), ("of", .right), ("votes", .left),
    ])
    for bucket in shown {
      let votes = bucket.votes.map { "\($0.function)=\($0.vote)" }
      table.add([
        bucket.gold, bucket.label ?? "none", "\(bucket.count)", "\(bucket.judgedCount)",
        votes.isEmpty ? "none" : votes.joined(separator: " "),
      ])
    }
    let rest = buckets.count - shown.count
    var lines = table.lines()
    if rest > 0 { lines.append("… and \(rest) more; '--buckets' lists them") }
    if let first = shown.first {
      lines.append(
        "see them: winnow show … --bucket gold=\(first.gold),label=\(first.label ?? "none")"
      )
    }
    return lines
  }

  private static func signed(_ value: Double) -> String { String(format: "%+.4f", value) }

  private static func interval(_ interval: Interval?) -> String {
    interval.map { String(format: "%+.4f to %+.4f", $0.lower, $0.upper) } ?? ""
  }

  private static func verdict(_ interval: Interval?) -> String {
    guard let interval else { return "" }
    return interval.upper < 0 ? "harms" : interval.lower > 0 ? "helps" : ""
  }
}
