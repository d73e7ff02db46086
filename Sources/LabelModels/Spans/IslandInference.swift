internal import LabelingCore
internal import RealModule

/// Posteriors of the hypotheses about islands, by the forward-backward recursion over chains.
struct IslandInference: Sendable {
  /// Of two votes for one wrong place the second counts this much (a log).
  private static let repeatedMisplacement = Double.log(0.25)

  private let parameters: SpanParameters
  private let typeCount: Int
  private let logPrior: Double
  private let logNoPrior: Double
  private let logTypes: [Double]
  /// log *D* by voter and relation.
  private let logBoundaries: [[Double]]
  /// log of 1 − *D* of equal boundaries, by voter.
  private let logMisplaced: [Double]
  /// log(*M*/*π*) by voter, voted and true type.
  private let typeScores: [[[Double]]]

  /// What an island's hypotheses come to.
  struct Posterior: Sendable {
    /// *q*: span by span, for each of the island's types, that it is an entity of this type.
    var entities: [Double]
    /// The states of each edge.
    var edges: [States]
  }

  /// The states of a span: log weights at first, then posteriors.
  struct States: Sendable {
    /// True of each of the island's types.
    var entities: [Double]
    /// True of a type that nobody voted for; −∞, or 0, where all are voted for.
    var unvotedType: Double
    /// No entity.
    var phantom: Double
    /// Share of each type among the phantoms; empty where it is not needed.
    var phantomTypes: [Double]

    /// Log of the sum of the weights.
    var logSum: Double { LogSum.of(entities + [unvotedType, phantom]) }
  }

  init(_ parameters: SpanParameters) {
    self.parameters = parameters
    typeCount = parameters.typeShares.count
    logPrior = Double.log(parameters.prior)
    logNoPrior = Double.log(1 - parameters.prior)
    logTypes = parameters.typeShares.map { Double.log($0) }
    logBoundaries = parameters.boundaries.map { $0.map { Double.log($0) } }
    logMisplaced = parameters.boundaries.map {
      Double.log(1 - $0[SpanRelation.equal.rawValue])
    }
    typeScores = parameters.types.map { rows in
      rows.map { row in
        rows.count == 1
          ? [0] : zip(row, parameters.typeShares).map { Double.log($0 / $1) }
      }
    }
  }

  /// The posterior of an island.
  ///
  /// - Complexity: O(edges · (votes · types)).
  func posterior(of shape: IslandShape) -> Posterior {
    let n = shape.spans.count
    var states = shape.edges.map { edge in
      self.states(
        of: edge.votes,
        at: shape.spans[edge.to],
        silent: shape.silent[edge.to],
        in: shape
      )
    }
    let sums = zip(shape.edges, states).map { edge, states in
      states.logSum + skipped(edge.skipped, of: shape)
    }
    var forward = [Double](repeating: -.infinity, count: n)
    for (edge, sum) in zip(shape.edges, sums) {
      let before = edge.from < 0 ? 0 : forward[edge.from]
      forward[edge.to] = LogSum.of(forward[edge.to], before + sum)
    }
    var backward = shape.ends.map { $0.map { skipped($0, of: shape) } ?? -.infinity }
    let other = self.states(
      of: Array(shape.votes.indices),
      at: nil,
      silent: shape.silentEverywhere,
      in: shape
    )
    var total = other.logSum
    for g in 0..<n { total = LogSum.of(total, forward[g] + backward[g]) }
    // Edges are in order of the span they lead to, so what follows a span is known before it.
    for (edge, sum) in zip(shape.edges, sums).reversed() where edge.from >= 0 {
      backward[edge.from] = LogSum.of(backward[edge.from], sum + backward[edge.to])
    }
    let k = shape.types.count
    var entities = [Double](repeating: 0, count: n * k)
    for (e, edge) in shape.edges.enumerated() {
      let rest =
        (edge.from < 0 ? 0 : forward[edge.from]) + backward[edge.to] - total
        + skipped(edge.skipped, of: shape)
      for t in 0..<k {
        states[e].entities[t] = Double.exp(states[e].entities[t] + rest)
        entities[edge.to * k + t] += states[e].entities[t]
      }
      states[e].unvotedType = Double.exp(states[e].unvotedType + rest)
      states[e].phantom = Double.exp(states[e].phantom + rest)
    }
    return Posterior(entities: entities, edges: states)
  }

  /// Log weights of the states of a span that votes belong to.
  ///
  /// - Parameters:
  ///   - members: Indices of the votes.
  ///   - span: The span; `nil` for one with boundaries that nobody voted for.
  ///   - silent: Asked annotators without a vote there.
  ///   - shape: The island.
  /// - Returns: The log weights.
  private func states(
    of members: [Int],
    at span: LabeledSpan?,
    silent: [Int],
    in shape: IslandShape
  ) -> States {
    var isTrue = logPrior
    var isPhantom = logNoPrior
    var types = logTypes
    for i in members {
      let vote = shape.votes[i]
      let (j, u) = (Int(vote.voter), Int(vote.span.type))
      let weight = parameters.weights[j]
      switch parameters.mode {
      case .functions:
        let truth = parameters.truth[j][u][shape.confirmed[i] ? 1 : 0]
        isTrue += weight * Double.log(truth / parameters.prior)
        isPhantom += weight * Double.log((1 - truth) / (1 - parameters.prior))
      case .annotators:
        isTrue += weight * Double.log(parameters.recalls[j])
        isPhantom += weight * Double.log(parameters.falseAlarms[j])
      }
      for t in 0..<typeCount { types[t] += weight * typeScores[j][u][t] }
    }
    if parameters.mode == .annotators {
      for j in silent {
        isTrue += parameters.weights[j] * Double.log(1 - parameters.recalls[j])
        isPhantom += parameters.weights[j] * Double.log(1 - parameters.falseAlarms[j])
      }
    }
    let boundary =
      span.map { self.boundary(of: members, at: $0, in: shape) }
      ?? members.reduce(0) {
        let j = Int(shape.votes[$1].voter)
        return $0 + parameters.weights[j] * logMisplaced[j]
      }
    let unvoted = (0..<typeCount).filter { !shape.types.contains($0) }
    let phantomTypes = zip(types, parameters.phantomShift).map(+)
    let phantomSum = LogSum.of(phantomTypes)
    return States(
      entities: shape.types.map { isTrue + boundary + types[$0] },
      unvotedType: unvoted.isEmpty
        ? -.infinity : isTrue + boundary + LogSum.of(unvoted.map { types[$0] }),
      phantom: isPhantom + boundary + phantomSum,
      phantomTypes: parameters.mode == .annotators
        ? phantomTypes.map { Double.exp($0 - phantomSum) } : []
    )
  }

  /// What the boundaries of votes say of those of a span, a log.
  private func boundary(of members: [Int], at span: LabeledSpan, in shape: IslandShape) -> Double {
    var sum = 0.0
    var first = 0
    while first < members.count {
      let place = shape.votes[members[first]].span
      let relation = SpanRelation(of: place, to: span)
      var (weights, logs) = (0.0, 0.0)
      while first < members.count, shape.votes[members[first]].span.hasBoundaries(of: place) {
        let j = Int(shape.votes[members[first]].voter)
        weights += parameters.weights[j]
        logs += parameters.weights[j] * logBoundaries[j][relation.rawValue]
        first += 1
      }
      // Two dictionaries miss the same word together, so a second vote for a wrong place is
      // hardly news.
      sum +=
        relation == .equal
        ? logs
        : logs / weights * min(1, weights) + max(0, weights - 1) * Self.repeatedMisplacement
    }
    return sum
  }

  /// What votes cost that no span of a chain overlaps, a log.
  private func skipped(_ votes: [Int], of shape: IslandShape) -> Double {
    votes.reduce(0) { sum, i in
      let vote = shape.votes[i]
      let j = Int(vote.voter)
      let truth = parameters.truth[j][Int(vote.span.type)][shape.confirmed[i] ? 1 : 0]
      return sum + parameters.weights[j]
        * (Double.log(1 - truth) + logBoundaries[j][SpanRelation.equal.rawValue])
    }
  }
}

/// Sums of numbers that are known by their logarithms.
enum LogSum {
  static func of(_ a: Double, _ b: Double) -> Double {
    let high = max(a, b)
    guard high > -.infinity else { return high }
    return high + Double.log(onePlus: Double.exp(min(a, b) - high))
  }

  static func of(_ logs: [Double]) -> Double {
    guard let high = logs.max(), high > -.infinity else { return -.infinity }
    return high + Double.log(logs.reduce(0) { $0 + Double.exp($1 - high) })
  }
}
