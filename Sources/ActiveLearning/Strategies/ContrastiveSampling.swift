internal import EndModels
internal import RealModule

/// Documents whose prediction differs from those of the labeled documents most like them.
///
/// Utility is the mean divergence of the document's class probabilities from those of
/// its ``neighborCount`` nearest labeled neighbors by cosine similarity of the
/// features. A document that shares no feature with a labeled one is compared with
/// any of them. At most ``candidateLimit`` documents, drawn at random, are looked at.
/// - Complexity: O(candidates · labeled + shared postings).
/// - SeeAlso: Margatina, Vernikos, Barrault & Aletras 2021, arXiv:2109.03764
package struct ContrastiveSampling: QueryStrategy {
  package static let name = "contrastive"
  /// Most documents that are looked at.
  package static let candidateLimit = 50_000

  /// Number of neighbors.
  package let neighborCount: Int

  package var name: String { Self.name }
  package var needs: Set<QueryNeed> { [.features, .posterior, .answers] }

  /// Creates the strategy.
  package init(neighborCount: Int = 10) { self.neighborCount = neighborCount }

  package func query(
    _ count: Int,
    in situation: QuerySituation,
    using generator: inout some RandomNumberGenerator
  ) throws(ActiveLearningError) -> [QueryItem] {
    let features = try situation.features(for: name)
    let posterior = try situation.posterior(.endModel, for: name)
    let labeled = situation.labeledRows
    guard !labeled.isEmpty else { throw .missing(.answers, strategy: name) }
    let ranking = UtilityRanking(using: &generator)
    let limit = max(count, Self.candidateLimit)
    let candidates = Draw.sample(of: situation.candidates, atMost: limit, using: &generator)
    let near = labeled.map { row in posterior.outcomes(of: Int(row)).map { max($0, 1e-12) } }
    var utilities = [Double](repeating: 0, count: candidates.count)
    var order: [Int] = []
    InvertedIndex(of: labeled, in: features).compare(candidates) { place, similarities in
      Self.nearest(neighborCount, similarities, into: &order)
      let own = posterior.outcomes(of: Int(candidates[place]))
      var sum = 0.0
      for neighbor in order {
        for (y, p) in near[neighbor].enumerated() { sum += p * Double.log(p / max(own[y], 1e-12)) }
      }
      utilities[place] = max(0, sum / Double(order.count))
    }
    return ranking.best(count, of: utilities, candidates: candidates).map {
      QueryItem(row: Int(candidates[$0]), utility: utilities[$0], strategy: name)
    }
  }

  /// Places of the largest similarities, by insertion into a short list.
  private static func nearest(
    _ count: Int,
    _ similarities: UnsafeBufferPointer<Float>,
    into order: inout [Int]
  ) {
    order.removeAll(keepingCapacity: true)
    for place in similarities.indices {
      if order.count == count {
        guard let last = order.last, similarities[place] > similarities[last] else { continue }
        order.removeLast()
      }
      var slot = order.count
      while slot > 0, similarities[order[slot - 1]] < similarities[place] { slot -= 1 }
      order.insert(place, at: slot)
    }
  }
}
