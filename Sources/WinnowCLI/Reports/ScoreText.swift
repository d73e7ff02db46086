internal import Inspection
internal import LabelIO
internal import LabelModels
internal import LabelingCore
internal import Runs

/// Scores against gold in words and tables.
enum ScoreText {
  /// One line per predictor, with the scores that tables show.
  static func comparison(
    _ scores: [(name: String, report: ScoreReport)],
    heading: String = "against gold",
    for stream: Console.Stream = .output
  ) -> [StyledText] {
    var headings: [(heading: String, alignment: TextTable.Alignment)] = [(heading, .left)]
    for score in EvaluationScore.shown {
      headings.append((score.heading ?? "", .right))
      if score.intervalPlaces.contains(.evaluate) { headings.append(("interval", .left)) }
    }
    var table = TextTable(headings)
    for (name, report) in scores {
      var cells = [name]
      for score in EvaluationScore.shown {
        cells.append(Formatting.share(report[score]))
        if score.intervalPlaces.contains(.evaluate) {
          cells.append(Formatting.interval(report.interval(of: score)))
        }
      }
      table.add(cells)
    }
    return table.lines(for: stream)
  }

  /// Two predictors: each on its own labels, and both on the documents that both label.
  static func comparison(
    _ comparison: ScoreComparison,
    for stream: Console.Stream = .output
  ) -> [StyledText] {
    let sides = [comparison.first, comparison.second]
    let labels = comparison.labels
    var lines = self.comparison(sides.map { ($0.name, $0.report) }, for: stream)
    if let common = labels.common, !comparison.isOfSameDocuments {
      lines += self.comparison(
        sides.map { ($0.name, $0.common) },
        heading: "same \(common.count)",
        for: stream
      )
    }
    let remarks = Formatting.common(labels, first: sides[0].name, second: sides[1].name)
    return lines + remarks.map { StyledText($0) }
  }

  /// The remark that gold names classes which no label can have.
  static func foreignGold(_ count: Int, names: [String], among classes: [String]) -> Diagnostic {
    let shown = names.prefix(5).map { "'\($0)'" }.joined(separator: ", ")
    return Diagnostic(
      severity: .warning,
      "\(Formatting.count(count, "document")) \(Formatting.verb(count, "has", "have")) a gold "
        + "label outside the labels' classes and \(Formatting.verb(count, "counts", "count")) as "
        + "wrong: "
        + shown + (names.count > 5 ? " and \(names.count - 5) more" : ""),
      help: names.first.flatMap { SeveralSuspicion.rewritten($0, among: classes) }.map {
        "where a document may have several classes, write '\($0)'"
      } ?? Suggestion.help(for: names.first ?? "", among: classes, kind: "classes")
    )
  }

  /// Scores corrected for how gold was sampled; nothing when that is unknown.
  static func corrected(_ scores: SampledScores?) -> [String] {
    guard let scores else { return [] }
    let figures = [
      ("accuracy", scores.accuracy), ("coverage", scores.coverage), ("log loss", scores.logLoss),
    ].compactMap { name, estimate in
      estimate.map {
        "\(name) \(Formatting.share($0.value)) (\(Formatting.interval($0.interval)))"
      }
    }
    return [
      "corrected for sampling: \(figures.joined(separator: ", "))",
      "by inclusion probabilities (Hájek), as good as "
        + "\(Formatting.count(Int(scores.effectiveCount), "document")) "
        + "drawn with equal chances; all other figures are uncorrected",
    ]
  }

  /// Stated confidence next to accuracy; bins without documents are left out.
  static func reliability(_ reliability: ReliabilityTable) -> [StyledText] {
    var table = TextTable([
      ("confidence", .left), ("documents", .right), ("mean", .right), ("accuracy", .right),
      (Formatting.intervalHeading, .left),
    ])
    for bin in reliability.bins where bin.count > 0 {
      table.add([
        Formatting.range(bin.lower, bin.upper), "\(bin.count)",
        Formatting.share(bin.meanConfidence),
        Formatting.share(bin.accuracy),
        Formatting.interval(bin.accuracyInterval),
      ])
    }
    return table.lines()
  }

  /// The labels on each level of the tree that classes stand in; `nil` without one.
  static func tree(_ report: ScoreReport) -> [StyledText]? {
    guard let levels = report.levels else { return nil }
    var table = TextTable([
      ("level", .left), ("gold", .right), ("coverage", .right), ("accuracy", .right),
      (Formatting.intervalHeading, .left),
    ])
    for level in levels {
      table.add([
        "\(level.level)", "\(level.labels.goldCount)", Formatting.share(level.labels.coverage),
        Formatting.share(level.labels.accuracy), Formatting.interval(level.labels.interval),
      ])
    }
    let names: [(String, EvaluationScore)] = [
      ("precision", .hierarchicalPrecision), ("recall", .hierarchicalRecall),
      ("F1", .hierarchicalF1),
    ]
    let scores = names.map { name, score in
      "\(name) \(Formatting.share(report[score])) "
        + "(\(Formatting.interval(report.interval(of: score))))"
    }
    var lines = table.lines() + [StyledText("hierarchical \(scores.joined(separator: ", "))")]
    if let share = report[.classLabelShare], let mean = report[.meanLabelClasses] {
      lines.append(
        StyledText(
          "\(Formatting.share(share)) of the labels are classes "
            + "(\(Formatting.interval(report.interval(of: .classLabelShare)))), the others groups; "
            + "a label stands for \(Formatting.share(mean)) classes on average"
        )
      )
    }
    return lines
  }

  /// Precision, recall and F1 of each class.
  static func classes(_ report: ScoreReport) -> [StyledText] {
    var table = TextTable([
      ("class", .left), ("gold", .right), ("labeled", .right), ("precision", .right),
      ("recall", .right), ("F1", .right),
    ])
    for score in report.classes {
      table.add([
        score.name, "\(score.support)", "\(score.predictedCount)",
        Formatting.share(score.precision),
        Formatting.share(score.recall), Formatting.share(score.f1),
      ])
    }
    return table.lines()
  }
}
