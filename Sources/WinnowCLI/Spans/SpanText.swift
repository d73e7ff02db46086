internal import LabelModels
internal import LabelingCore
internal import Runs

/// Models and scores of spans, in words and tables.
enum SpanText {
  /// Gold documents that a file of labels or votes lacks.
  static func missing(
    _ ids: [String],
    at path: String,
    among kind: String,
    effect: String
  ) -> Diagnostic {
    let shown = ids.prefix(5).map { "'\($0)'" }.joined(separator: ", ")
    return Diagnostic(
      severity: .warning,
      at: SourceLocation(path),
      "\(Formatting.count(ids.count, "gold document")) "
        + "\(Formatting.verb(ids.count, "is", "are")) not among the \(kind)",
      notes: ["\(effect): \(shown)\(ids.count > 5 ? ", …" : "")"]
    )
  }

  /// The model next to simple rules.
  static func check(_ check: SpanCheck, for stream: Console.Stream = .output) -> [StyledText] {
    var table = TextTable([
      ("gold of \(Formatting.count(check.documents, "document"))", .left), ("precision", .right),
      ("recall", .right), ("F1", .right), (Formatting.intervalHeading, .left),
      ("model better by", .left),
    ])
    for entry in check.entries {
      table.add([
        entry.name, Formatting.share(entry.score.precision), Formatting.share(entry.score.recall),
        Formatting.share(entry.score.f1), Formatting.interval(entry.score.f1Interval),
        difference(entry.difference),
      ])
    }
    return table.lines(for: stream)
  }

  /// An interval of a difference: 'not told apart' where it holds 0.
  private static func difference(_ interval: Interval?) -> String {
    guard let interval else { return "" }
    if interval.excludesZero {
      return "\(Formatting.share(interval.lower)) to \(Formatting.share(interval.upper))"
    }
    return "not told apart"
  }

  /// Strict and partial scores.
  static func scores(_ report: SpanReport, of name: String) -> [StyledText] {
    var table = TextTable([
      (name, .left), ("precision", .right), (Formatting.intervalHeading, .left),
      ("recall", .right), (Formatting.intervalHeading, .left), ("F1", .right),
      (Formatting.intervalHeading, .left),
    ])
    table.add(["strict"] + cells(report.strict))
    table.add(["partial"] + cells(report.partial))
    return table.lines()
  }

  /// Strict scores by type.
  static func types(_ report: SpanReport) -> [StyledText] {
    var table = TextTable([
      ("type", .left), ("gold", .right), ("labeled", .right), ("precision", .right),
      (Formatting.intervalHeading, .left), ("recall", .right), (Formatting.intervalHeading, .left),
      ("F1", .right), (Formatting.intervalHeading, .left),
    ])
    for type in report.types {
      table.add(
        [type.name, "\(type.outcomes.gold)", "\(type.outcomes.labeled)"] + cells(type.strict)
      )
    }
    return table.lines()
  }

  /// How labeled and gold spans stand to each other, in words.
  static func outcomes(_ outcomes: SpanOutcomes) -> String {
    "of \(Formatting.count(outcomes.labeled, "labeled span")) \(outcomes.exact) exactly right, "
      + "\(outcomes.wrongType) of a wrong type, \(outcomes.wrongBoundaries) with wrong boundaries, "
      + "\(outcomes.wrongBoth) with both, \(outcomes.invented) invented; "
      + "of \(outcomes.gold) gold \(outcomes.missed) missed"
  }

  private static func cells(_ score: SpanScore) -> [String] {
    [
      Formatting.share(score.precision), Formatting.interval(score.precisionInterval),
      Formatting.share(score.recall), Formatting.interval(score.recallInterval),
      Formatting.share(score.f1), Formatting.interval(score.f1Interval),
    ]
  }

  /// What a model has learned, for `winnow model show`.
  static func model(_ fitted: any FittedSpanModel) -> [StyledText] {
    let facts = fitted.facts
    let silence = fitted.parameters.map { ", silence read as from \($0.mode.rawValue)" } ?? ""
    var lines: [StyledText] = [
      StyledText(
        "\(type(of: fitted).name), spans of documents: "
          + "\(Formatting.count(facts.documents, "document")), "
          + "\(Formatting.count(facts.votes, "span")) marked in "
          + "\(Formatting.count(facts.islands, "place")), "
          + "\(facts.goldDocuments) gold documents, \(facts.passes) passes\(silence)"
      )
    ]
    if let parameters = fitted.parameters {
      let shares = zip(fitted.types.classes, parameters.typeShares)
        .map { "\($0) \(Formatting.share($1))" }
      lines.append(StyledText("types of entities: \(shares.joined(separator: ", "))"))
      let copies = parameters.copies.map { pair in
        "'\(fitted.voters[pair[0]])' and '\(fitted.voters[pair[1]])'"
      }
      if !copies.isEmpty {
        lines.append(StyledText("copies, which count as one: \(copies.joined(separator: "; "))"))
      }
    } else {
      lines.append(StyledText("types: \(fitted.types.classes.joined(separator: ", "))"))
    }
    lines.append("")
    lines += table(fitted).lines()
    for warning in SpanWarning.all(of: fitted) {
      let words = warning.diagnostic.description.split(separator: "\n")
      lines += words.map { StyledText(String($0)) }
    }
    return lines
  }

  private static func table(_ fitted: any FittedSpanModel) -> TextTable {
    var columns: [(heading: String, alignment: TextTable.Alignment)] = [
      ("function", .left), ("type", .left), ("spans", .right), ("confirmed", .right),
      ("same boundaries", .right),
    ]
    if fitted.parameters != nil {
      columns += [
        ("entity if alone", .right), ("if confirmed", .right), ("right type", .right),
        ("exact", .right), ("too short", .right), ("too long", .right),
      ]
    }
    var table = TextTable(columns)
    for (j, voter) in fitted.facts.voters.enumerated() {
      let confirmed =
        voter.voteCount > 0 ? Double(voter.confirmed) / Double(voter.voteCount) : nil
      let equal = voter.confirmed > 0 ? Double(voter.equal) / Double(voter.confirmed) : nil
      let voted = voter.votes.indices.filter { voter.votes[$0] > 0 }
      for u in voted.isEmpty ? [0] : voted {
        let type = fitted.types.classes[u]
        let first = u == voted.first ?? 0
        var cells = [
          first ? fitted.voters[j] : "", voter.votes[u] > 0 ? type : "", "\(voter.votes[u])",
          first ? Formatting.share(confirmed) : "", first ? Formatting.share(equal) : "",
        ]
        if let parameters = fitted.parameters, voter.votes[u] > 0 {
          cells += [
            Formatting.share(parameters.truth[j][u][0]),
            Formatting.share(parameters.truth[j][u][1]),
            Formatting.share(parameters.types[j][u][u]),
          ]
          if first { cells += parameters.boundaries[j].prefix(3).map { Formatting.share($0) } }
        }
        table.add(cells)
      }
    }
    return table
  }
}

/// How a fit went, for machines.
struct SpanFitReport: Encodable {
  /// A warning in words.
  struct Warning: Encodable {
    let headline: String
    let notes: [String]
    let help: String?
  }

  let model: String
  let labels = "spans"
  let facts: SpanFacts
  let warnings: [Warning]
  let check: SpanCheck?

  init(_ outcome: SpanFitRun.Outcome) {
    model = type(of: outcome.fitted).name
    facts = outcome.fitted.facts
    warnings = outcome.warnings.map {
      let diagnostic = $0.diagnostic
      return Warning(
        headline: diagnostic.headline,
        notes: diagnostic.notes,
        help: diagnostic.help
      )
    }
    check = outcome.check
  }
}
