internal import Inspection
internal import LabelModels
internal import LabelingCore
internal import MarkupText

/// The quality of labels of several classes a document.
extension ReportPage {
  /// The labels against gold, as wholes and class by class.
  var labelSetQuality: HTML {
    var parts: [HTML] = []
    if let score = report.labelSetScores.first?.report {
      let gold = Formatting.count(score.rowCount, "gold label")
      parts.append(
        scores(
          report.labelSetScores,
          caption: "Labels against \(gold), and those of majority vote. F1 counts the classes of "
            + "a document without labels as missed; the scores by document leave it out, and "
            + "coverage is the share of the others. Of Hamming loss and log loss less is better."
        )
      )
      parts.append(
        """
        <p>Documents got \(Formatting.share(score.labelCardinality)) classes each, and have \
        \(Formatting.share(score.goldCardinality)) by gold (label cardinality).</p>
        """
      )
      if report.isAnchored { parts.append(Self.anchoredRemark) }
      parts.append(classes(score))
    } else if report.fit.multiLabelCheck == nil {
      parts.append(
        """
        <p>\(missingGold), so nothing is known about the labels' accuracy. \
        \(Self.measuringHelp)</p>
        """
      )
    }
    if let check = report.fit.multiLabelCheck {
      parts.append(
        scores(
          [(report.modelName, check.model), (majority, check.majority)],
          caption: "On held-out gold: \(check.goldDocuments) anchoring gold labels, each scored by "
            + "a fit that has not seen it"
        )
      )
    }
    return "\(parts)"
  }

  private var majority: String { MultiLabelModel.Method.majorityVote.rawValue }

  private func scores(
    _ reports: [(name: String, report: LabelSetReport)],
    caption: String
  ) -> HTML {
    var table = HTMLTable(
      caption,
      [
        ("Labels of", .text), ("Micro-F1", .number), ("Macro-F1", .number), ("Sample-F1", .number),
        ("Subset accuracy", .number), (Self.intervalHeading, .number), ("Hamming loss", .number),
        ("Log loss", .number), ("Coverage", .number),
      ]
    )
    for (name, score) in reports {
      table.add([
        "\(name)", "\(Formatting.share(score.microF1))", "\(Formatting.share(score.macroF1))",
        "\(Formatting.share(score.sampleF1))",
        score.subsetAccuracy.map { "\(Formatting.share($0))" } ?? Self.noEvidence,
        "\(Formatting.interval(score.subsetAccuracyInterval))",
        "\(Formatting.share(score.hammingLoss))", "\(Formatting.share(score.logLoss))",
        "\(Formatting.share(score.coverage))",
      ])
    }
    return table.html
  }

  private func classes(_ score: LabelSetReport) -> HTML {
    var table = HTMLTable(
      "Quality by class. Missed are documents that have the class and did not get it, invented "
        + "those that got it and do not have it.",
      [
        ("Class", .text), ("Gold", .number), ("Labels", .number), ("Missed", .number),
        ("Invented", .number), ("Precision", .number), (Self.intervalHeading, .number),
        ("Recall", .number), (Self.intervalHeading, .number), ("F1", .number),
        (Self.intervalHeading, .number),
      ]
    )
    for own in score.classes {
      table.add([
        "\(own.name)", "\(own.support)", "\(own.predictedCount)", "\(own.missedCount)",
        "\(own.inventedCount)",
        own.precision.map { "\(Formatting.share($0))" } ?? Self.noEvidence,
        "\(Formatting.interval(own.precisionInterval))",
        own.recall.map { "\(Formatting.share($0))" } ?? Self.noEvidence,
        "\(Formatting.interval(own.recallInterval))", "\(Formatting.share(own.f1))",
        "\(Formatting.interval(own.f1Interval))",
      ])
    }
    return table.html
  }
}
