internal import LabelModels
internal import LabelingCore
internal import MarkupText

extension ReportPage {
  /// How labels are spread, and what balance of classes the model expects.
  var labels: HTML {
    let labels = report.labels
    let pictures = LabelPictures(labels)
    let hasGold = labels.goldCount > 0
    let gold: HTML = hasGold ? ", <span class=\"key other\"></span> of gold labels" : ""
    let source: HTML =
      report.isFittedForReport
      ? """
      <p class="dim">The run fitted no label model; the labels are those of the default model, \
      \(report.modelName), fitted to its votes for this report.</p>

      """ : ""
    let rest = labels.classes.count - LabelPictures.largestClassCount
    let left: HTML =
      rest > 0
      ? """
       \(Formatting.count(rest, "more class")) \(Formatting.verb(rest, "stands", "stand")) in the \
      table only.
      """ : ""
    return """
      \(source)<div class="figures">
      <figure>
      \(raw: pictures.classes)
      <figcaption><strong>Classes.</strong> Share \
      <span class="key strong"></span> of labels, <span class="key soft"></span> that the model \
      expects of all documents (the class balance)\(gold).\(left)</figcaption>
      </figure>
      <figure>
      \(raw: pictures.confidence)
      <figcaption><strong>Confidence.</strong> Labeled documents by the probability that the model \
      gives their label.</figcaption>
      </figure>
      </div>
      \(classTable(hasGold: hasGold))
      """
  }

  private func classTable(hasGold: Bool) -> HTML {
    let labels = report.labels
    let labeled = labels.documentCount - labels.unlabeledCount
    var columns: [(heading: String, kind: HTMLTable.Kind)] = [
      ("Class", .text), ("Labels", .number), ("Share of labels", .number),
      ("Expected of all documents", .number),
    ]
    if hasGold {
      columns += [
        ("Gold labels", .number), ("Share of gold", .number), (Self.intervalHeading, .number),
      ]
    }
    var table = HTMLTable(
      "Labels and class balance; \(labels.unlabeledCount) of "
        + "\(Formatting.count(labels.documentCount, "document")) "
        + "\(Formatting.verb(labels.unlabeledCount, "has", "have")) no label",
      columns
    )
    for entry in labels.classes {
      var cells: [HTML] = [
        "\(entry.name)", "\(entry.labelCount)",
        "\(Formatting.share(Self.share(entry.labelCount, of: labeled)))",
        "\(Formatting.share(entry.expectedShare))",
      ]
      if hasGold {
        let interval = Interval(successes: entry.goldCount, total: labels.goldCount)
        cells += [
          "\(entry.goldCount)",
          "\(Formatting.share(Self.share(entry.goldCount, of: labels.goldCount)))",
          "\(Formatting.interval(interval))",
        ]
      }
      table.add(cells)
    }
    return table.html
  }

  private static func share(_ part: Int, of whole: Int) -> Double? {
    whole > 0 ? Double(part) / Double(whole) : nil
  }
}
