internal import Inspection
internal import LabelIO
internal import LabelModels
internal import LabelingCore
internal import Runs

extension ReportRun {
  /// The gold labels that anchored a run's fit, by document.
  struct Anchors {
    /// Of documents with one class; `nil` where they have several.
    var labels: GoldColumn?
    /// Of documents with several classes; `nil` where they have one.
    var sets: [[Int]?]?

    init(
      _ table: GoldTable,
      _ ids: [String],
      of kind: LabelKind,
      _ labelSpace: LabelSpace
    ) throws {
      switch kind {
      case .one:
        var join = try GoldJoin(table, in: labelSpace)
        var column = GoldColumn(classCount: labelSpace.classCount)
        for id in ids { column.append(join.classes(of: id)) }
        labels = column
      case .several: sets = try table.labelSets(of: ids, in: labelSpace)
      }
    }

    /// Whether there is any.
    var areKnown: Bool {
      labels?.hasGold ?? sets?.contains { $0 != nil } ?? false
    }
  }

  /// Votes next to the gold labels that judge them.
  struct Judged {
    /// The votes with gold.
    let votes: VotePatterns
    /// The pattern without gold that each of them came from.
    private let origins: [Int]
    private let comparison: GoldComparison?
    private let unjudged: VotePatterns
    private let hasGold: Bool

    init(_ votes: VotePatterns, _ golds: GoldColumn, _ list: LabelList) {
      unjudged = votes
      hasGold = golds.hasGold
      switch list.kind {
      case .one:
        let comparison = GoldComparison(votes, golds: golds)
        (self.votes, origins) = (comparison.votes, comparison.origins)
        self.comparison = comparison
      case .several:
        let sets = golds.labels.map { list.classes(of: $0) }
        (self.votes, origins) = votes.attaching(goldSets: sets)
        comparison = nil
      }
    }

    /// The labels of one class and those of majority vote; `nil` without gold.
    func scores(
      of fit: InspectedFit,
      _ labels: [Vote],
      ties: TieBreaking
    ) throws -> ScoreComparison? {
      try comparison?.scores(
        of: fit.name,
        labels: labels,
        probabilities: fit.posteriors,
        ties: ties
      )
    }

    /// The labels of several classes, then those of majority vote; empty without gold.
    func labelSetScores(
      of fit: InspectedFit,
      _ labels: [Vote],
      _ list: LabelList,
      labelsUncovered: Bool
    ) throws -> [(name: String, report: LabelSetReport)] {
      guard list.kind == .several, hasGold else { return [] }
      let hidden = unjudged.withoutGold()
      let majority = try MultiLabelModel(method: .majorityVote).fitted(to: hidden)
      let shares = try majority.probabilities(of: hidden)
      let winners = majority.labelSets(from: shares, of: hidden, unvoted: labelsUncovered)
      return [
        (fit.name, report(labels.map { list.classes(of: $0) }, fit.posteriors)),
        (majority.name, report(winners, shares)),
      ]
    }

    private func report(_ labels: [[Int]?], _ probabilities: SoftLabels) -> LabelSetReport {
      LabelSetReport(
        of: LabelSetRows(
          labelSpace: votes.labelSpace,
          labels: origins.map { labels[$0] },
          gold: (0..<votes.patternCount).map { votes.goldClasses(of: $0) },
          probabilities: probabilities.selecting(rows: origins),
          counts: votes.counts
        )
      )
    }
  }
}
