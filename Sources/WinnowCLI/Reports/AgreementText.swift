internal import LabelModels
internal import LabelingCore
internal import VoteAnalysis

/// How far people agree, in words and a table.
enum AgreementText {
  /// The coefficients, then a line per worker.
  static func lines(_ agreement: AgreementSummary, estimates: [VoterEstimate]) -> [StyledText] {
    var table = TextTable([
      ("worker", .left), ("answers", .right), ("with majority", .right),
      (Formatting.intervalHeading, .left),
      ("Cohen's kappa", .right), ("estimated accuracy", .right),
      (Formatting.intervalHeading, .left),
    ])
    for (voter, estimate) in zip(agreement.voters, estimates) {
      table.add([
        voter.name, "\(voter.voteCount)", Formatting.share(voter.majorityAgreement),
        Formatting.interval(voter.majorityAgreementInterval),
        Formatting.share(voter.meanCohenKappa), Formatting.share(estimate.accuracy),
        Formatting.interval(estimate.interval),
      ])
    }
    return table.lines() + [
      "",
      "with majority: of answers on documents where no two classes lead together",
      "agreement: Krippendorff's alpha \(Formatting.share(agreement.krippendorffAlpha)), "
        + "Fleiss' kappa \(Formatting.share(agreement.fleissKappa)), "
        + "mean Cohen's kappa \(Formatting.share(agreement.meanCohenKappa))",
    ] + leftOut(agreement) + ratings(agreement)
  }

  /// What the mean of Cohen's kappa leaves out.
  static func leftOut(_ agreement: AgreementSummary) -> [String] {
    guard agreement.pairsWithoutKappa > 0 else { return [] }
    return [
      "without a kappa: \(agreement.pairsWithoutKappa) of "
        + "\(Formatting.count(agreement.pairs.count, "pair")), which gave one class only; the mean "
        + "leaves \(Formatting.verb(agreement.pairsWithoutKappa, "it", "them")) out"
    ]
  }

  /// The coefficients in which near ratings are nearly right.
  static func ratings(_ agreement: AgreementSummary) -> [String] {
    guard let ratings = agreement.ratings else { return [] }
    let ends = [ratings.order.first, ratings.order.last].compactMap(\.self)
    return [
      "as ratings from \(ends.joined(separator: " to ")): "
        + "weighted kappa (quadratic) \(Formatting.share(ratings.weightedKappa)), "
        + "ordinal alpha \(Formatting.share(ratings.ordinalAlpha)), "
        + "interval alpha \(Formatting.share(ratings.intervalAlpha))"
    ]
  }
}

/// An analysis for machines.
struct AnalysisReport: Encodable {
  let summary: VoteSummary
  let agreement: AgreementSummary?
  let estimates: [VoterEstimate]
  let warnings: [LabelModelWarning]
}
