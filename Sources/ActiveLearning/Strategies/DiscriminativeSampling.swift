internal import LabelingCore

/// Documents that a classifier distinguishes most easily from the labeled ones.
///
/// A classifier learns to separate labeled from open documents, and those most surely
/// open are chosen, in ``stepCount`` steps between which the chosen ones count as
/// labeled. The open side is a random sample of ``openSampleLimit`` documents; at most
/// ``candidateLimit`` are looked at.
/// - Complexity: O(steps · (training + candidates · features)).
/// - SeeAlso: Gissin & Shalev-Shwartz 2019, arXiv:1907.06347
package struct DiscriminativeSampling: QueryStrategy {
  package static let name = "discriminative"
  /// Most documents that are looked at.
  package static let candidateLimit = 50_000
  /// Most open documents that a classifier is trained on.
  package static let openSampleLimit = 2000

  /// Number of steps of a batch.
  package let stepCount: Int

  package var name: String { Self.name }
  package var needs: Set<QueryNeed> { [.trainer, .answers] }

  /// Creates the strategy.
  package init(stepCount: Int = 3) { self.stepCount = stepCount }

  package func query(
    _ count: Int,
    in situation: QuerySituation,
    using generator: inout some RandomNumberGenerator
  ) throws(ActiveLearningError) -> [QueryItem] {
    let trainer = try situation.trainer(for: name)
    guard !situation.labeledRows.isEmpty else { throw .missing(.answers, strategy: name) }
    let ranking = UtilityRanking(using: &generator)
    let limit = max(count, Self.candidateLimit)
    var open = Draw.sample(of: situation.candidates, atMost: limit, using: &generator)
    var labeled = situation.labeledRows
    var items: [QueryItem] = []
    var model: (any PoolModel)?
    let total = min(count, open.count)
    for step in 0..<stepCount {
      let size = total * (step + 1) / stepCount - items.count
      guard size > 0 else { continue }
      let sample = Draw.sample(of: open, atMost: Self.openSampleLimit, using: &generator)
      let trained = trainer.trained(
        on: labeled + sample,
        targets: SoftLabels(
          oneHot: labeled.map { _ in Vote(classIndex: 0) }
            + sample.map { _ in Vote(classIndex: 1) },
          classCount: 2
        ),
        // Both sides weigh the same, however many there are.
        weights: labeled.map { _ in Double(sample.count) / Double(labeled.count) }
          + sample.map { _ in 1 },
        from: model
      )
      model = trained
      let probabilities = trained.probabilities(of: open)
      let utilities = open.indices.map { probabilities.values[2 * $0 + 1] }
      let chosen = ranking.best(size, of: utilities, candidates: open)
      items += chosen.map {
        QueryItem(row: Int(open[$0]), utility: utilities[$0], strategy: name)
      }
      labeled += chosen.map { open[$0] }
      let taken = Set(chosen)
      open = open.indices.filter { !taken.contains($0) }.map { open[$0] }
    }
    return items
  }
}
