internal import Inspection
internal import LabelModels
internal import LabelStore
internal import LabelingCore
internal import MarkupText
internal import Runs

extension ReportPage {
  /// From this number of classes on confusions are listed, and at most as many of them.
  private static let largestConfusion = 20

  /// The labels against gold.
  var quality: HTML {
    if report.run.labels == .several { return labelSetQuality }
    var parts: [HTML] = []
    if let scores = report.scores {
      let score = scores.first.report
      parts.append(scoreTable(scores))
      if report.isAnchored { parts.append(Self.anchoredRemark) }
      parts.append(
        """
        <div class="figures">
        \(reliability(score))
        <div>\(confusion(score.confusion))</div>
        </div>
        """
      )
      parts.append(classScores(score))
    } else if report.fit.check == nil {
      parts.append(
        """
        <p>\(missingGold), so nothing is known about the labels' accuracy but what the \
        model expects: <strong>estimated accuracy \
        \(Formatting.share(report.labels.meanConfidence))</strong>. \(Self.measuringHelp)</p>
        """
      )
    }
    if let check = report.fit.check { parts.append(self.check(check)) }
    return "\(parts)"
  }

  static let anchoredRemark: HTML = """
    <p class="dim">Other gold labels anchored the fit. Where they are of the same documents, \
    these scores are too good.</p>
    """

  static let measuringHelp: HTML = """
    To measure it, label some documents \
    drawn at random and name them with <code>--gold-field</code>.
    """

  /// Why the labels are not scored.
  var missingGold: HTML {
    report.isAnchored
      ? "Fewer than \(GoldCheck.leastGold) gold labels anchored the fit, too few to check it"
      : "There are no gold labels"
  }

  private func scoreTable(_ scores: ScoreComparison) -> HTML {
    let gold = Formatting.count(scores.labels.first.goldCount, "gold label")
    let shared = Formatting.count(scores.labels.common?.count ?? 0, "document")
    var headings: [(heading: String, kind: HTMLTable.Kind)] = [("Labels of", .text)]
    for score in EvaluationScore.shown {
      headings.append((Self.heading(score.heading ?? ""), .number))
      if score.intervalPlaces.contains(.report) {
        headings.append((Self.intervalHeading, .number))
      }
    }
    var table = HTMLTable(
      "Labels against \(gold), and those of majority vote. Accuracy is of documents with a label, "
        + "coverage is their share; log loss and Brier score are of the probabilities, calibration "
        + "error (ECE) is of the labels' probabilities, less is better. "
        + (scores.isOfSameDocuments
          ? "Both label the same \(shared)."
          : "They compare on the \(shared) that both label."),
      headings
    )
    let sides = [scores.first, scores.second]
    var rows = sides.map { ($0.name, $0.report) }
    if !scores.isOfSameDocuments {
      rows += sides.map { ("\($0.name), on what both label", $0.common) }
    }
    for (name, report) in rows {
      var cells: [HTML] = ["\(name)"]
      for score in EvaluationScore.shown {
        let isUnknown = score.key == EvaluationScore.accuracy.key && report[score] == nil
        cells.append(isUnknown ? Self.noEvidence : "\(Formatting.share(report[score]))")
        if score.intervalPlaces.contains(.report) {
          cells.append("\(Formatting.interval(report.interval(of: score)))")
        }
      }
      table.add(cells)
    }
    let common = Formatting.common(
      scores.labels,
      first: scores.first.name,
      second: scores.second.name
    )
    return table.html + Self.sentence(common)
  }

  /// What two labelings have in common, as a paragraph.
  private static func sentence(_ parts: [String]) -> HTML {
    let text = parts.joined(separator: "; ")
    return "<p class=\"dim\">\(text.prefix(1).uppercased() + text.dropFirst()).</p>"
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
      the model gives them; on the dashed line probabilities come true. Lines are \(Self.confidence) \
      intervals.</figcaption>
      </figure>
      """
  }

  private func confusion(_ matrix: ConfusionMatrix) -> HTML {
    matrix.classes.count > Self.largestConfusion ? confusions(matrix) : square(of: matrix)
  }

  /// The wrong labels of most documents, where a square would be too wide to be read.
  private func confusions(_ matrix: ConfusionMatrix) -> HTML {
    let names = matrix.classes
    let wrong = names.indices.flatMap { gold in
      names.indices.filter { $0 != gold && matrix[gold, $0] > 0 }
        .map { (gold: gold, label: $0, count: matrix[gold, $0]) }
    }
    let sorted = wrong.sorted { ($1.count, $0.gold, $0.label) < ($0.count, $1.gold, $1.label) }
    let rest = max(0, sorted.count - Self.largestConfusion)
    var table = HTMLTable(
      "Classes taken for others, the most frequent first" + (rest > 0 ? "; \(rest) left out" : ""),
      [("Gold", .text), ("Label", .text), ("Documents", .number)]
    )
    for entry in sorted.prefix(Self.largestConfusion) {
      table.add(["\(names[entry.gold])", "\(names[entry.label])", "\(entry.count)"])
    }
    return table.html
  }

  private func square(of matrix: ConfusionMatrix) -> HTML {
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
        (Self.intervalHeading, .number), ("Recall", .number), (Self.intervalHeading, .number),
        ("F1", .number),
      ]
    )
    for (index, entry) in score.classes.enumerated() {
      let hits = score.confusion[index, index]
      let precision = Interval(successes: hits, total: entry.predictedCount)
      let recall = Interval(successes: hits, total: entry.support)
      table.add([
        "\(entry.name)", "\(entry.support)", "\(entry.predictedCount)",
        entry.precision.map { "\(Formatting.share($0))" } ?? Self.noEvidence,
        "\(Formatting.interval(precision))",
        entry.recall.map { "\(Formatting.share($0))" } ?? Self.noEvidence,
        "\(Formatting.interval(recall))", "\(Formatting.share(entry.f1))",
      ])
    }
    return table.html
  }

  private func check(_ check: GoldCheck) -> HTML {
    let correction: HTML =
      report.hasUnequalChances
      ? """
      <p class="dim">These gold labels were drawn with unequal chances. The figures are not corrected \
      for that; where the chances are known, <code>winnow evaluate</code> and \
      <code>winnow errors</code> correct them.</p>
      """ : ""
    var table = HTMLTable(
      "On held-out gold: each half of \(check.goldDocuments) anchoring gold labels is scored by a "
        + "fit that saw only the other half",
      [
        ("Labels of", .text), ("Accuracy", .number), (Self.intervalHeading, .number),
        ("Coverage", .number), ("Log loss", .number), (Self.intervalHeading, .number),
      ]
    )
    for (name, score) in [(check.model, check.score), (MajorityVote.name, check.majority)] {
      table.add([
        "\(name)", "\(Formatting.share(score.labels.accuracy))",
        "\(Formatting.evidence(score.labels.interval))",
        "\(Formatting.share(score.labels.coverage))",
        "\(Formatting.share(score.logLoss))",
        "\(Formatting.interval(score.logLossInterval))",
      ])
    }
    let common = Formatting.common(
      check.comparison,
      first: MajorityVote.name,
      second: check.model
    )
    return table.html + Self.sentence(common) + correction
  }
}
