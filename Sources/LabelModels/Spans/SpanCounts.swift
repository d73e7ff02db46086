internal import LabelingCore

/// Expected counts of a pass over all islands, or counts of gold documents.
struct SpanCounts: Sendable {
  /// Entities of each type.
  var types: [Double]
  /// *C*: by voter, voted and true type; of confirmed votes only, each counts *ω*.
  ///
  /// Nothing contradicts a lone vote, so a function with many of them would look exact.
  var voted: [[[Double]]]
  /// *B*: by voter and relation of the vote to the entity or phantom; as for ``voted``.
  var boundaries: [[Double]]
  /// Entities that each annotator marked, and those that were to be marked.
  var hits: [Double]
  var chances: [Double]
  /// Phantoms that each annotator marked, and those that were there.
  var falseHits: [Double]
  var falseChances: [Double]
  /// Phantoms by type.
  var phantomTypes: [Double]
  /// Entities of voted types, and all others.
  var entities = 0.0
  var phantoms = 0.0

  init(voterCount m: Int, typeCount k: Int) {
    types = [Double](repeating: 0, count: k)
    voted = [[[Double]]](
      repeating: [[Double]](repeating: types, count: k),
      count: m
    )
    boundaries = [[Double]](
      repeating: [Double](repeating: 0, count: SpanRelation.allCases.count),
      count: m
    )
    hits = [Double](repeating: 0, count: m)
    chances = hits
    falseHits = hits
    falseChances = hits
    phantomTypes = types
  }

  /// Adds the posterior of a pattern that occurs `count` times.
  mutating func add(
    _ posterior: IslandInference.Posterior,
    of shape: IslandShape,
    weights: [Double],
    mode: PooledLabelModel.Mode,
    count: Double
  ) {
    let k = shape.types.count
    for (cell, entity) in posterior.entities.enumerated() {
      types[shape.types[cell % k]] += count * entity
    }
    for (edge, states) in zip(shape.edges, posterior.edges) {
      let isEntity = states.entities.reduce(0, +)
      let isOther = states.unvotedType + states.phantom
      for i in edge.votes where shape.confirmed[i] {
        let vote = shape.votes[i]
        let (j, u) = (Int(vote.voter), Int(vote.span.type))
        let weight = count * weights[j]
        for (t, entity) in zip(shape.types, states.entities) { voted[j][u][t] += weight * entity }
        let relation = SpanRelation(of: vote.span, to: shape.spans[edge.to])
        boundaries[j][relation.rawValue] += weight * (isEntity + isOther)
      }
      guard mode == .annotators else { continue }
      for i in edge.votes {
        let j = Int(shape.votes[i].voter)
        hits[j] += count * isEntity
        chances[j] += count * isEntity
        falseHits[j] += count * isOther
        falseChances[j] += count * isOther
      }
      for j in shape.silent[edge.to] {
        chances[j] += count * isEntity
        falseChances[j] += count * isOther
      }
      entities += count * isEntity
      phantoms += count * isOther
      for (t, share) in states.phantomTypes.enumerated() {
        phantomTypes[t] += count * states.phantom * share
      }
    }
  }

  /// Adds the counts of other islands.
  static func += (left: inout SpanCounts, right: SpanCounts) {
    add(right.types, to: &left.types)
    for j in left.voted.indices {
      for u in left.voted[j].indices { add(right.voted[j][u], to: &left.voted[j][u]) }
      add(right.boundaries[j], to: &left.boundaries[j])
    }
    add(right.hits, to: &left.hits)
    add(right.chances, to: &left.chances)
    add(right.falseHits, to: &left.falseHits)
    add(right.falseChances, to: &left.falseChances)
    add(right.phantomTypes, to: &left.phantomTypes)
    left.entities += right.entities
    left.phantoms += right.phantoms
  }

  private static func add(_ values: [Double], to sums: inout [Double]) {
    for index in sums.indices { sums[index] += values[index] }
  }
}
