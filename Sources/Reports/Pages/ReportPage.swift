internal import Inspection
internal import LabelModels
internal import LabelStore
internal import LabelingCore
internal import MarkupText
internal import Runs
internal import VoteAnalysis

/// Writes a report as one page that needs nothing else.
///
/// The same report gives the same bytes.
package struct ReportPage {
  let report: Report

  /// The confidence level, on one line.
  static let confidence = ConfidenceLevel.standard.percent.replacing(" ", with: "\u{A0}")
  /// The labels above and before intervals.
  static let intervalHeading = "\(confidence) interval"

  /// Prepares the page of a report.
  package init(_ report: Report) { self.report = report }

  /// The page.
  package var text: String {
    let title = "Run \(report.run.id ?? 0) of \(report.run.task)"
    let sections = [
      ("summary", "Summary", summary), ("warnings", "Warnings", warnings),
      ("functions", "Functions", functions), ("pairs", "Functions together", pairs),
      ("labels", "Labels", labels), ("quality", "Quality", quality), ("faults", "Faults", faults),
      ("documents", "Documents", documents), ("lineage", "Lineage", lineage),
    ]
    let links = sections.map { id, name, _ -> HTML in "<li><a href=\"#\(id)\">\(name)</a></li>" }
    let parts = sections.map { id, name, content -> HTML in
      """
      <section id="\(id)" aria-labelledby="\(id)-heading">
      <h2 id="\(id)-heading">\(name)</h2>
      \(content)
      </section>
      """
    }
    return HTMLPage(
      title: "\(title): report",
      style: PageStyle.report,
      content: """
        <a class="skip" href="#main">Skip to the report</a>
        <header>
        <h1>\(title)</h1>
        <p class="dim">\(subtitle)</p>
        <nav aria-label="Sections"><ul>
        \(links)
        </ul></nav>
        </header>
        <main id="main">
        \(parts)
        </main>
        <footer>Made by winnow \(report.run.winnowVersion) from run \
        \(Int(report.run.id ?? 0)), started \(report.run.startedAt).</footer>
        """
    ).text
  }

  private var subtitle: HTML {
    let names = report.run.corpusPaths.map { path in
      path.split(separator: "/").last.map(String.init) ?? path
    }
    let (documents, functions) = (report.summary.rowCount, report.run.functions.count)
    return """
      \(Formatting.count(documents, "document")) of \(names.joined(separator: ", ")), \
      \(Formatting.count(functions, "labeling function")), label model \(report.modelName)
      """
  }

  private var summary: HTML {
    let summary = report.summary
    var tiles: [(name: String, value: String, note: HTML)] = [
      ("Documents", "\(summary.rowCount)", "\(rejected)"),
      (
        "Coverage", Formatting.percent(summary.coverage),
        "\(Formatting.count(summary.coveredCount, "document")) with a vote"
      ),
      (
        "Overlaps", Formatting.percent(summary.overlaps),
        "\(summary.overlappingCount) with votes of several functions"
      ),
      (
        "Conflicts", Formatting.percent(summary.conflicts),
        "\(summary.conflictCount) with votes that cannot all be right"
      ),
      (
        "Labels", "\(summary.rowCount - report.labels.unlabeledCount)",
        "\(Formatting.count(report.labels.unlabeledCount, "document")) without one"
      ),
    ]
    tiles.append(accuracyTile)
    tiles.append(
      ("Faulty cells", "\(report.run.figures.faultCount)", "cells that abstain after a fault")
    )
    tiles.append(
      ("Warnings", "\(report.fit.warnings.count)", "of what the votes cannot show")
    )
    let parts = tiles.map { tile -> HTML in
      "<div><dt>\(tile.name)</dt><dd>\(tile.value) <small>\(tile.note)</small></dd></div>"
    }
    return "<dl class=\"tiles\">\n\(parts)\n</dl>"
  }

  private var rejected: String {
    let count = report.run.figures.rejectedCount
    return count > 0 ? "\(Formatting.count(count, "bad record")) left out" : "no record left out"
  }

  /// The accuracy on gold; else that on held-out anchors; else what the model expects.
  private var accuracyTile: (name: String, value: String, note: HTML) {
    if report.run.labels == .several { return microF1Tile }
    if let score = report.scores?.first.report {
      guard let interval = score.accuracyInterval else {
        return ("Accuracy", "no evidence", "no label has a gold label to compare with")
      }
      return (
        "Accuracy", Formatting.share(score.accuracy),
        """
        \(Self.intervalHeading) \(Formatting.interval(interval)), on \
        \(Formatting.count(score.labeledCount, "label")) of \
        \(Formatting.count(score.rowCount, "document")) with gold
        """
      )
    }
    if let check = report.fit.check {
      let labels = check.score.labels
      return (
        "Accuracy", Formatting.share(labels.accuracy),
        """
        \(Self.intervalHeading) \(Formatting.evidence(labels.interval)), on \
        \(Formatting.count(labels.labeledCount, "label")) of \
        \(Formatting.count(check.goldDocuments, "document")) with held-out gold
        """
      )
    }
    guard let expected = report.labels.meanConfidence else {
      return ("Accuracy", "no evidence", "no document has a label")
    }
    return (
      "Estimated accuracy", Formatting.share(expected),
      "what the model expects; there is not enough gold to check it"
    )
  }

  /// The F1 of all pairs of a document and a class on gold; else on held-out anchors.
  private var microF1Tile: (name: String, value: String, note: HTML) {
    let (score, words) =
      report.labelSetScores.first.map { ($0.report, "gold") }
      ?? (report.fit.multiLabelCheck?.model, "held-out gold")
    guard let score else { return ("Micro-F1", "no evidence", "there is not enough gold") }
    return (
      "Micro-F1", Formatting.share(score.microF1),
      """
      on \(Formatting.count(score.rowCount, "document")) with \(words); all classes right on \
      \(Formatting.share(score.subsetAccuracy)) of those with labels
      """
    )
  }

  private var warnings: HTML {
    guard !report.fit.warnings.isEmpty else {
      return "<p>The guards of the label model have nothing to warn of.</p>"
    }
    let items = report.fit.warnings.map { warning -> HTML in
      let diagnostic = warning.diagnostic
      let help: HTML = diagnostic.help.map { "<br><small>\($0)</small>" } ?? ""
      return "<li><strong>\(diagnostic.headline)</strong>\(help)</li>"
    }
    return "<ul class=\"warnings\">\n\(items)\n</ul>"
  }

  private var faults: HTML {
    let figures = report.run.figures
    guard figures.faultCount > 0 else { return "<p>No function had a fault.</p>" }
    guard let faults = figures.faults else {
      return
        "<p>\(Formatting.count(figures.faultCount, "cell")) had faults; which, was not written "
        + "down.</p>"
    }
    var table = HTMLTable(
      "What went wrong in functions. A faulty cell abstains.",
      [
        ("Function", .text), ("Cells", .number), ("Cause", .text), ("First document", .text),
        ("First message", .wide), ("Place", .wide),
      ]
    )
    for fault in faults {
      table.add([
        "\(fault.function)", "\(fault.count)", "\(fault.causes)", "\(fault.firstDocument ?? "–")",
        "\(fault.firstMessage)", "<code>\(fault.place)</code>",
      ])
    }
    return table.html
  }

  private var documents: HTML {
    guard !report.groups.isEmpty else { return "<p>No documents are shown.</p>" }
    let article = DocumentArticle(
      labelSpace: report.labelSpace,
      functions: report.run.functions.map(\.name),
      places: report.run.functions.map(\.place),
      headingLevel: 4
    )
    let remarks = report.remarks.map { remark -> HTML in "<p class=\"dim\">\(remark)</p>" }
    let groups = report.groups.map { group -> HTML in
      """
      <h3>\(group.title)</h3>
      <p class="dim">\(group.documents.count) of \(Formatting.count(group.count, "document")), \
      \(group.choice).</p>
      \(group.documents.map(article.html))
      """
    }
    return "<p>\(article.legend)</p>\n\(remarks)\n\(groups)"
  }
}
