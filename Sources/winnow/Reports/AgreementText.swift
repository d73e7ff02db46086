internal import LabelingCore
internal import LabelModels
internal import Pipeline
internal import VoteAnalysis

/// How far people agree, in words and a table.
enum AgreementText {
  /// The coefficients, then a line per worker.
  static func lines(_ agreement: AgreementSummary, estimates: [VoterEstimate]) -> [StyledText] {
    var table = TextTable([
      ("worker", .left), ("answers", .right), ("with majority", .right),
      (Figures.intervalHeading, .left),
      ("Cohen's kappa", .right), ("estimated accuracy", .right), (Figures.intervalHeading, .left),
    ])
    for (voter, estimate) in zip(agreement.voters, estimates) {
      table.add([
        voter.name, "\(voter.voteCount)", Figures.share(voter.majorityAgreement),
        Figures.interval(voter.majorityAgreementInterval),
        Figures.share(voter.meanCohenKappa), Figures.share(estimate.accuracy),
        Figures.interval(estimate.interval),
      ])
    }
    return table.lines() + [
      "",
      "with majority: of answers on documents where no two classes lead together",
      "agreement: Krippendorff's alpha \(Figures.share(agreement.krippendorffAlpha)), "
        + "Fleiss' kappa \(Figures.share(agreement.fleissKappa)), "
        + "mean Cohen's kappa \(Figures.share(agreement.meanCohenKappa))",
    ] + ratings(agreement)
  }

  /// The coefficients in which near ratings are nearly right.
  private static func ratings(_ agreement: AgreementSummary) -> [String] {
    guard let ratings = agreement.ratings else { return [] }
    let ends = [ratings.order.first, ratings.order.last].compactMap(\.self)
    return [
      "as ratings from \(ends.joined(separator: " to ")): "
        + "weighted kappa (quadratic) \(Figures.share(ratings.weightedKappa)), "
        + "ordinal alpha \(Figures.share(ratings.ordinalAlpha)), "
        + "interval alpha \(Figures.share(ratings.intervalAlpha))"
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
