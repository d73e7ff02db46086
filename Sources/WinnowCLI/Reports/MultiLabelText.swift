internal import LabelModels
internal import LabelingCore
internal import Runs

/// A model of several classes a document, in words and tables.
enum MultiLabelText {
  /// What scores deserve whose gold labels were drawn with unequal chances.
  static let uncorrected = Diagnostic(
    severity: .warning,
    "gold labels were not drawn with equal chances; scores of several classes are uncorrected",
    help: "read them as scores of the documents that were drawn"
  )

  /// How a fit went: copies, held-out scores, thresholds.
  static func lines(
    _ outcome: MultiLabelFitRun.Outcome,
    for stream: Console.Stream = .output
  ) -> [StyledText] {
    var lines = copies(outcome.fitted).map { StyledText($0) }
    if let check = outcome.check {
      lines += scores(
        [
          (outcome.fitted.name, check.model),
          (MultiLabelModel.Method.majorityVote.rawValue, check.majority),
        ],
        heading: "held-out gold (\(check.goldDocuments))",
        for: stream
      )
      if let comparison = check.comparison {
        lines.append(
          StyledText(
            Formatting.common(
              comparison,
              first: MultiLabelModel.Method.majorityVote.rawValue,
              second: outcome.fitted.name
            )
          )
        )
      }
    }
    return lines + thresholds(outcome.fitted, for: stream)
  }

  /// One line per predictor.
  static func scores(
    _ reports: [(name: String, report: LabelSetReport)],
    heading: String,
    for stream: Console.Stream = .output
  ) -> [StyledText] {
    var table = TextTable([
      (heading, .left), ("micro-F1", .right), ("macro-F1", .right), ("sample-F1", .right),
      ("subset accuracy", .right), (Formatting.intervalHeading, .left), ("Hamming loss", .right),
      ("log loss", .right), ("coverage", .right),
    ])
    for (name, report) in reports {
      table.add([
        name, Formatting.share(report.microF1), Formatting.share(report.macroF1),
        Formatting.share(report.sampleF1), Formatting.share(report.subsetAccuracy),
        Formatting.interval(report.subsetAccuracyInterval), Formatting.share(report.hammingLoss),
        Formatting.share(report.logLoss), Formatting.share(report.coverage),
      ])
    }
    return table.lines(for: stream)
  }

  /// Precision, recall and F1 of each class, with intervals.
  static func classes(_ report: LabelSetReport) -> [StyledText] {
    var table = TextTable([
      ("class", .left), ("gold", .right), ("labeled", .right), ("precision", .right),
      (Formatting.intervalHeading, .left), ("recall", .right), (Formatting.intervalHeading, .left),
      ("F1", .right), (Formatting.intervalHeading, .left), ("log loss", .right),
    ])
    for score in report.classes {
      table.add([
        score.name, "\(score.support)", "\(score.predictedCount)",
        Formatting.share(score.precision), Formatting.interval(score.precisionInterval),
        Formatting.share(score.recall), Formatting.interval(score.recallInterval),
        Formatting.share(score.f1), Formatting.interval(score.f1Interval),
        Formatting.share(score.logLoss),
      ])
    }
    return table.lines()
  }

  /// How many classes documents get and have.
  static func cardinality(_ report: LabelSetReport) -> String {
    "label cardinality \(Formatting.share(report.labelCardinality)), "
      + "by gold \(Formatting.share(report.goldCardinality))"
  }

  /// Copies, class by class.
  static func copies(_ fitted: FittedMultiLabelModel) -> [String] {
    fitted.labelSpace.classes.enumerated().compactMap { c, name in
      let own = fitted.facts.copies.filter { $0.classIndex == c }
      guard !own.isEmpty else { return nil }
      let words = own.map { "'\(fitted.voters[$0.voter])' \(Formatting.share($0.weight))" }
      return "copies on '\(name)', which count less than a vote each: "
        + words.joined(separator: ", ")
    }
  }

  /// The thresholds that gold labels chose; nothing without any.
  static func thresholds(
    _ fitted: FittedMultiLabelModel,
    for stream: Console.Stream = .output
  ) -> [StyledText] {
    guard let thresholds = fitted.thresholds else { return [] }
    var table = TextTable([
      ("threshold by \(thresholds.rule.text)", .left), ("above", .right), ("gold", .right),
      ("precision", .right), ("recall", .right), ("F1", .right), ("", .left),
    ])
    for (name, choice) in zip(fitted.labelSpace.classes, thresholds.classes) {
      let remark =
        choice.isChosen
        ? "" : choice.threshold >= 1 ? "no threshold keeps the precision" : "gold cannot tell"
      table.add([
        name, Formatting.share(choice.threshold), "\(choice.support)",
        Formatting.share(choice.precision), Formatting.share(choice.recall),
        Formatting.share(choice.f1), remark,
      ])
    }
    return table.lines(for: stream)
  }

  /// What a thin choice of thresholds deserves; `nil` where there is enough gold.
  static func warning(of thresholds: ClassThresholds?) -> Diagnostic? {
    guard let thresholds, thresholds.goldDocuments < MultiLabelFitRun.leastGoldForThresholds else {
      return nil
    }
    return Diagnostic(
      severity: .warning,
      "thresholds by \(Formatting.count(thresholds.goldDocuments, "gold document")) may be far off",
      help: "label at least \(MultiLabelFitRun.leastGoldForThresholds) documents drawn at random"
    )
  }

  /// What a model has learned, for `winnow model show`.
  static func model(_ fitted: FittedMultiLabelModel) -> [StyledText] {
    let facts = fitted.facts
    let silence =
      fitted.parameters.map { ", silence read as from \($0.mode.rawValue)" } ?? ""
    var lines: [StyledText] = [
      StyledText(
        "\(fitted.name), several classes a document: "
          + "\(Formatting.count(facts.documents, "document")), "
          + "\(Formatting.count(facts.votes, "vote")), \(facts.goldDocuments) gold labels, "
          + "\(facts.iterations) iterations\(silence)"
      )
    ]
    guard let parameters = fitted.parameters else {
      let names = fitted.labelSpace.classes.joined(separator: ", ")
      return lines + [StyledText("classes: \(names)")] + thresholds(fitted)
    }
    let shares = zip(fitted.labelSpace.classes, parameters.shares)
      .map { "\($0) \(Formatting.share($1))" }
    lines.append(StyledText("documents with each class: \(shares.joined(separator: ", "))"))
    lines += copies(fitted).map { StyledText($0) }
    if parameters.strata.count > 1 { lines.append(StyledText(strata(parameters.strata))) }
    lines.append("")
    var table = TextTable([
      ("function", .left), ("class", .left), ("says", .left), ("votes", .right),
      ("if present", .right), ("if absent", .right), ("class present", .right),
    ])
    let order = parameters.statements.sorted {
      ($0.voter, $0.classIndex, $0.isPresent ? 0 : 1)
        < ($1.voter, $1.classIndex, $1.isPresent ? 0 : 1)
    }
    var last = -1
    for statement in order {
      table.add([
        statement.voter == last ? "" : fitted.voters[statement.voter],
        fitted.labelSpace.classes[statement.classIndex],
        statement.isPresent ? "present" : "absent", "\(statement.votes)",
        Formatting.share(statement.rateIfPresent), Formatting.share(statement.rateIfAbsent),
        Formatting.share(statement.presentShare),
      ])
      last = statement.voter
    }
    lines += table.lines()
    let silent = fitted.voters.indices.filter { voter in
      !parameters.statements.contains { $0.voter == voter }
    }
    if !silent.isEmpty {
      let names = silent.map { "'\(fitted.voters[$0])'" }.joined(separator: ", ")
      lines.append(StyledText("without votes: \(names)"))
    }
    let chosen = thresholds(fitted)
    return lines + (chosen.isEmpty ? [] : [""] + chosen)
  }

  private static func strata(_ strata: ActivityStrata) -> String {
    let parts = strata.factors.indices.map { s in
      "\(Formatting.count(strata.documents[s], "document")) × \(Formatting.share(strata.factors[s]))"
    }
    return "silence counts by how much is said of a document: " + parts.joined(separator: ", ")
  }
}

/// How a fit went, for machines.
struct MultiLabelFitReport: Encodable {
  let model: String
  let labels = LabelKind.several
  let facts: MultiLabelFacts
  let warnings: [LabelModelWarning]
  let check: MultiLabelCheck?
  let thresholds: ClassThresholds?

  init(_ outcome: MultiLabelFitRun.Outcome) {
    model = outcome.fitted.name
    facts = outcome.fitted.facts
    warnings = outcome.warnings
    check = outcome.check
    thresholds = outcome.fitted.thresholds
  }
}
