internal import LabelingCore

extension JointPosterior {
  /// Scores of answered documents without their own answers: what a correction starts from.
  ///
  /// They are log *P_x* + λ log (*r*/*b*), with the end model's held-out scores. *P_x* comes from
  /// a label model that the answers anchored.
  /// - Returns: The settled documents with held-out scores, or all of them without an end model,
  ///   in order, and a row of scores for each.
  package func answeredScores() -> (rows: [Int], scores: [Double]) {
    let cases = answeredCases()
    let weights = weight(cases)
    return (
      cases.map(\.row),
      cases.flatMap { found in
        let weight = found.isVoted ? weights.voted.weight : weights.unvoted.weight
        return zip(found.values.logPosterior, found.values.logRatio).map { $0 + weight * $1 }
      }
    )
  }

  /// λ as the answers speak for it.
  func chosenEndModelWeight() -> EndModelWeight { weight(answeredCases()) }

  private func weight(_ cases: [AnsweredCase]) -> EndModelWeight {
    guard endModel != nil else { return .none }
    return EndModelWeight(
      votedCases: cases.filter(\.isVoted).map(\.values),
      unvotedCases: cases.filter { !$0.isVoted }.map(\.values)
    )
  }

  /// An answered document that the end model was not trained with.
  private struct AnsweredCase {
    var row: Int
    var isVoted: Bool
    var values: EndModelWeight.Case
  }

  private func answeredCases() -> [AnsweredCase] {
    let classCount = votes.labelSpace.classCount
    let logBalance = endModel?.logBalance ?? []
    let rows = endModel?.heldOutRows ?? anchors.keys.sorted()
    return rows.enumerated().compactMap { place, row in
      let pattern = Int(votes.patternOfRow[row])
      guard let gold = anchors[row], votes.gold[pattern].isAbstain else { return nil }
      let ratio = endModel.map { endModel in
        let cells = (place * classCount)..<((place + 1) * classCount)
        return endModel.logRatio(endModel.heldOutScores[cells], logBalance)
      }
      return AnsweredCase(
        row: row,
        isVoted: !votes.entries(of: pattern).isEmpty,
        values: EndModelWeight.Case(
          logPosterior: AdditiveScores.logarithms(Array(patternPosteriors[row: pattern])),
          logRatio: ratio ?? [Double](repeating: 0, count: classCount),
          gold: gold.classIndex
        )
      )
    }
  }
}
