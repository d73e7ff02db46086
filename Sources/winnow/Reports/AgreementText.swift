internal import LabelingCore
internal import LabelModels
internal import Pipeline
internal import VoteAnalysis

/// How far people agree, in words and a table.
enum AgreementText {
  /// The coefficients, then a line per worker.
  static func lines(_ agreement: AgreementSummary, estimates: [VoterEstimate]) -> [StyledText] {
    var table = TextTable([
      ("worker", .left), ("answers", .right), ("with majority", .right), ("95 % interval", .left),
      ("Cohen's kappa", .right), ("estimated accuracy", .right), ("95 % interval", .left),
    ])
    for (voter, estimate) in zip(agreement.voters, estimates) {
      table.add([
        voter.name, "\(voter.voteCount)", Figures.share(voter.majorityAgreement),
        Figures.interval(
          voter.majorityAgreementInterval?.lower,
          voter.majorityAgreementInterval?.upper
        ),
        Figures.share(voter.meanCohenKappa), Figures.share(estimate.accuracy),
        Figures.interval(estimate.interval.low, estimate.interval.high),
      ])
    }
    return table.lines() + [
      "",
      "agreement: Krippendorff's alpha \(Figures.share(agreement.krippendorffAlpha)), "
        + "Fleiss' kappa \(Figures.share(agreement.fleissKappa)), "
        + "mean Cohen's kappa \(Figures.share(agreement.meanCohenKappa))",
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
