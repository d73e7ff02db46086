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
    let left: HTML = rest > 0 ? " \(rest) more classes stand in the table only." : ""
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
        ("Gold labels", .number), ("Share of gold", .number), ("95\u{A0}% interval", .number),
      ]
    }
    var table = HTMLTable(
      "Labels and class balance; \(labels.unlabeledCount) of \(labels.documentCount) documents "
        + "have no label",
      columns
    )
    for entry in labels.classes {
      var cells: [HTML] = [
        "\(entry.name)", "\(entry.labelCount)",
        "\(Figures.share(Self.share(entry.labelCount, of: labeled)))",
        "\(Figures.share(entry.expectedShare))",
      ]
      if hasGold {
        let interval = WilsonInterval(successes: entry.goldCount, total: labels.goldCount)
        cells += [
          "\(entry.goldCount)",
          "\(Figures.share(Self.share(entry.goldCount, of: labels.goldCount)))",
          "\(Figures.interval(interval?.lower, interval?.upper))",
        ]
      }
      table.add(cells)
    }
    return table.html
  }

  /// The labels against gold.
  var quality: HTML {
    var parts: [HTML] = []
    if let score = report.score {
      parts.append(scoreTable(score))
      if report.isAnchored {
        parts.append(
          """
          <p class="dim">Other gold labels anchored the fit. Where they are of the same documents, \
          these scores are too good.</p>
          """
        )
      }
      parts.append(
        """
        <div class="figures">
        \(reliability(score))
        <div>\(confusion(score.confusion))</div>
        </div>
        """
      )
      parts.append(classScores(score))
    } else {
      parts.append(
        """
        <p>There are no gold labels, so nothing is known about the labels' accuracy but what the \
        model expects: <strong>estimated accuracy \
        \(Figures.share(report.labels.meanConfidence))</strong>. To measure it, label some documents \
        drawn at random and name them with <code>--gold-field</code>.</p>
        """
      )
    }
    if let check = report.fit.check { parts.append(self.check(check)) }
    return "\(parts)"
  }

  private func scoreTable(_ score: ScoreReport) -> HTML {
    var table = HTMLTable(
      "Labels against \(Self.count(score.rowCount, "gold label")), beside majority vote. Accuracy "
        + "is of documents with a label; log loss, Brier score and calibration error (ECE) are of "
        + "the probabilities, less is better.",
      [
        ("Labels of", .text), ("Accuracy", .number), ("95\u{A0}% interval", .number),
        ("Coverage", .number), ("Macro-F1", .number), ("Log loss", .number),
        ("95\u{A0}% interval", .number), ("Brier", .number), ("ECE", .number),
      ]
    )
    for (name, score) in [(report.modelName, score), (MajorityVote.name, report.majorityScore)] {
      guard let score else { continue }
      let interval = score.accuracyInterval
      table.add([
        "\(name)", score.accuracy.map { "\(Figures.share($0))" } ?? Self.noEvidence,
        "\(Figures.interval(interval?.lower, interval?.upper))",
        "\(Figures.share(score.coverage))", "\(Figures.share(score.macroF1))",
        "\(Figures.share(score.logLoss))",
        "\(Figures.interval(score.logLossInterval?.lower, score.logLossInterval?.upper))",
        "\(Figures.share(score.brier))", "\(Figures.share(score.ece))",
      ])
    }
    return table.html
  }

  private func reliability(_ score: ScoreReport) -> HTML {
    guard let reliability = score.reliability else { return "" }
    let diagram = ReliabilityDiagram(
      of: reliability,
      width: 400,
      theme: .page(id: "reliability-picture")
    )
    return """
      <figure>
      \(raw: diagram.svg)
      <figcaption><strong>Reliability.</strong> How often labels are right, by the probability that \
      the model gives them; on the dashed line probabilities come true. Lines are 95\u{A0}% \
      intervals.</figcaption>
      </figure>
      """
  }

  private func confusion(_ matrix: ConfusionMatrix) -> HTML {
    var table = HTMLTable(
      "Confusion: documents by gold class (rows) and label (columns)",
      [("Gold", .text)] + matrix.classes.map { ($0, .number) } + [("No label", .number)]
    )
    for (gold, name) in matrix.classes.enumerated() {
      table.add(
        ["\(name)"] + matrix.classes.indices.map { "\(matrix[gold, $0])" }
          + ["\(matrix.abstained[gold])"]
      )
    }
    return table.html
  }

  private func classScores(_ score: ScoreReport) -> HTML {
    var table = HTMLTable(
      "Quality by class. Recall is of all documents of the class, precision of its labels.",
      [
        ("Class", .text), ("Gold", .number), ("Labels", .number), ("Precision", .number),
        ("95\u{A0}% interval", .number), ("Recall", .number), ("95\u{A0}% interval", .number),
        ("F1", .number),
      ]
    )
    for (index, entry) in score.classes.enumerated() {
      let hits = score.confusion[index, index]
      let precision = WilsonInterval(successes: hits, total: entry.predictedCount)
      let recall = WilsonInterval(successes: hits, total: entry.support)
      table.add([
        "\(entry.name)", "\(entry.support)", "\(entry.predictedCount)",
        entry.precision.map { "\(Figures.share($0))" } ?? Self.noEvidence,
        "\(Figures.interval(precision?.lower, precision?.upper))",
        entry.recall.map { "\(Figures.share($0))" } ?? Self.noEvidence,
        "\(Figures.interval(recall?.lower, recall?.upper))", "\(Figures.share(entry.f1))",
      ])
    }
    return table.html
  }

  private func check(_ check: GoldCheck) -> HTML {
    let correction: HTML =
      report.hasUnequalChances
      ? """
      <p class="dim">These gold labels were drawn with unequal chances. The figures are not corrected \
      for that; <code>winnow evaluate</code> and <code>winnow errors</code> correct them.</p>
      """ : ""
    var table = HTMLTable(
      "On held-out gold: each half of \(check.goldDocuments) anchoring gold labels is scored by a "
        + "fit that saw only the other half",
      [
        ("Labels of", .text), ("Accuracy", .number), ("95\u{A0}% interval", .number),
        ("Log loss", .number), ("95\u{A0}% interval", .number),
      ]
    )
    for (name, score) in [(check.model, check.score), (MajorityVote.name, check.majority)] {
      table.add([
        "\(name)", "\(Figures.share(score.accuracy))",
        "\(Figures.interval(score.accuracyInterval.low, score.accuracyInterval.high))",
        "\(Figures.share(score.logLoss))",
        "\(Figures.interval(score.logLossInterval.low, score.logLossInterval.high))",
      ])
    }
    return table.html + correction
  }

  private static func share(_ part: Int, of whole: Int) -> Double? {
    whole > 0 ? Double(part) / Double(whole) : nil
  }
}
