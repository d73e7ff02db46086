internal import Inspection
internal import LabelModels
internal import LabelingCore
internal import MarkupText
internal import Runs
internal import VoteAnalysis

extension ReportPage {
  /// Pairs beyond these are left out of the table.
  private static let largestPairCount = 20

  /// The functions one by one: pictures, then the same in figures.
  var functions: HTML {
    let estimates = report.fit.voterEstimates
    let pictures = FunctionPictures(
      report.summary,
      estimates: estimates,
      hasChance: report.statements == nil
    )
    return """
      <div class="figures">
      <figure>
      \(raw: pictures.coverage)
      <figcaption><strong>Coverage.</strong> Share of documents voted on: \
      <span class="key soft"></span> alone, <span class="key strong"></span> with others that \
      agree, <span class="key other"></span> in conflict.</figcaption>
      </figure>
      <figure>
      \(raw: pictures.accuracy)
      <figcaption>\(accuracyCaption)</figcaption>
      </figure>
      </div>
      \(report.statements.map(statementTable) ?? functionTable(estimates))
      """
  }

  private var accuracyCaption: HTML {
    if report.statements != nil {
      return """
        <strong>Accuracy.</strong> <span class="key strong"></span> of votes on documents with \
        gold; a vote is right when all is that it says. Lines are \(Self.confidence) intervals.
        """
    }
    return """
      <strong>Accuracy.</strong> <span class="key strong"></span> on documents with \
      gold, <span class="key other"></span> (hollow) as the model estimates it; lines are \(Self.confidence) \
      intervals, the dashed line is chance among equal classes.
      """
  }

  /// The columns of the analysis table for each thing that a function says of a class.
  private func statementTable(_ summary: StatementSummary) -> HTML {
    let columns = AnalysisColumn.columns(
      of: .report,
      hasGold: true,
      hasSets: true,
      areStatements: true
    )
    var table = HTMLTable(
      "What each function says of each class, present or (with a minus) absent",
      columns.map { (Self.heading($0.heading), $0.holdsWords ? .text : .number) }
        + [("Right of judged", .number)]
    )
    for row in summary.statements {
      let judged = row.correctCount + row.incorrectCount
      table.add(
        columns.map { Self.cell($0.value(row)) }
          + [judged > 0 ? "\(row.correctCount) of \(judged)" : "–"]
      )
    }
    let silent = report.summary.voters.filter { $0.voteCount == 0 }.map(\.name)
    let rest: HTML =
      silent.isEmpty ? "" : "\n<p>Without votes: \(silent.joined(separator: ", ")).</p>"
    return """
      \(table.html)\(rest)
      <p class="dim">An accuracy is of statements on documents with gold, its interval is \
      Wilson's; by chance is what the same statement about any document with gold would get.</p>
      """
  }

  /// The columns of the analysis table, then what the report alone knows of the functions.
  private func functionTable(_ estimates: [VoterEstimate]) -> HTML {
    """
    \(functionRows(estimates))
    <p class="dim">An accuracy is of votes on documents with gold, its interval is Wilson's. An \
    estimated accuracy is what the label model expects; its interval takes the model for right \
    and the votes for independent, so it is too narrow rather than too wide.</p>
    """
  }

  private func functionRows(_ estimates: [VoterEstimate]) -> HTML {
    let columns = AnalysisColumn.columns(
      of: .report,
      hasGold: true,
      hasSets: report.summary.hasSets
    )
    var headings: [(heading: String, kind: HTMLTable.Kind)] = columns.map { column in
      (Self.heading(column.heading), column.holdsWords ? .text : .number)
    }
    headings.insert(("No.", .number), at: 1)
    headings += [
      ("Right of judged", .number), ("Estimated accuracy", .number),
      (Self.intervalHeading, .number),
    ]
    var table = HTMLTable("Each function's votes and accuracy", headings)
    for (index, voter) in report.summary.voters.enumerated() {
      let judged = voter.correctCount + voter.incorrectCount
      let estimate = estimates.indices.contains(index) ? estimates[index] : nil
      let known = estimate.flatMap { $0.votes > 0 ? $0 : nil }
      var cells = columns.map { Self.cell($0.value(voter)) }
      cells.insert("\(index + 1)", at: 1)
      let own: [HTML] = [
        judged > 0 ? "\(voter.correctCount) of \(judged)" : "–",
        known.map { "\(Formatting.share($0.accuracy))" } ?? Self.noEvidence,
        "\(Formatting.interval(known?.interval))",
      ]
      table.add(cells + own)
    }
    return table.html
  }

  /// A heading as pages write it: with a capital, and the level of intervals on one line.
  static func heading(_ heading: String) -> String {
    (heading.prefix(1).uppercased() + heading.dropFirst()).replacing(" %", with: "\u{A0}%")
  }

  /// What a voter has in a column of the analysis table.
  private static func cell(_ value: AnalysisColumn.Value) -> HTML {
    switch value {
    case .share(nil): noEvidence
    case .interval(let interval): "\(Formatting.interval(interval))"
    default: "\(Formatting.cell(value))"
    }
  }

  /// How functions meet: three squares, and the pairs that differ most.
  var pairs: HTML {
    let matrix = PairMatrix(report.summary, report.pairs)
    let count = report.summary.voters.count
    let texts: [(PairMatrix.Measure, HTML)] = [
      (
        .overlap,
        """
        <strong>Overlap.</strong> Share of all documents that both vote on, in percent; in the \
        diagonal, what the function votes on at all.
        """
      ),
      (
        .conflict,
        """
        <strong>Conflict.</strong> Share of all documents on which they cannot both be right, in \
        percent.
        """
      ),
      (
        .agreement,
        """
        <strong>Agreement.</strong> Of the documents that both vote on, the share on which both \
        can be right, in percent; gray where they never meet.
        """
      ),
    ]
    let figures = texts.map { measure, text -> HTML in
      let name = "\(measure.rawValue) of functions"
      return """
        <figure>
        <div class="scroll" role="region" aria-label="Picture: \(name)" tabindex="0">
        <div style="min-width: \(min(matrix.width, 720))px">
        \(raw: matrix.svg(measure))
        </div>
        </div>
        <figcaption>\(text)</figcaption>
        </figure>
        """
    }
    let left: HTML =
      count > PairMatrix.largestCount
      ? """
      <p class="dim">Drawn are the \(PairMatrix.largestCount) of \
      \(Formatting.count(count, "function")) with most conflicts.</p>
      """ : ""
    return "<div class=\"figures broad\">\n\(figures)\n</div>\n\(left)\(pairTable)"
  }

  private var pairTable: HTML {
    let names = report.pairs.voters
    let sorted = report.pairs.pairs.sorted {
      (-$0.conflictCount, -$0.overlapCount, $0.first, $0.second)
        < (-$1.conflictCount, -$1.overlapCount, $1.first, $1.second)
    }
    guard !sorted.isEmpty else { return "<p>No two functions vote on a document together.</p>" }
    let shown = sorted.prefix(Self.largestPairCount)
    let rest = sorted.count - shown.count
    var table = HTMLTable(
      "Pairs of functions that meet, those that differ most first"
        + (rest > 0 ? "; \(rest) more are left out" : ""),
      [
        ("Function", .text), ("Other function", .text), ("Documents of both", .number),
        ("Conflicts", .number), ("Agreement", .number), (Self.intervalHeading, .number),
      ]
    )
    for pair in shown {
      let interval = Interval(successes: pair.agreementCount, total: pair.overlapCount)
      table.add([
        "\(names[pair.first])", "\(names[pair.second])", "\(pair.overlapCount)",
        "\(pair.conflictCount)", "\(Formatting.share(pair.agreement))",
        "\(Formatting.interval(interval))",
      ])
    }
    return table.html
  }

  /// Shown where there is nothing to estimate an accuracy from.
  static let noEvidence: HTML = "<span class=\"none\">no evidence</span>"
}
