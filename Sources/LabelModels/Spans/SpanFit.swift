internal import LabelingCore
internal import RealModule
internal import Threads

/// The EM of the span label model, over the patterns of islands.
struct SpanFit {
  private typealias Prior = SpanLabelModel.Prior

  private let patterns: SpanPatterns
  private let evidence: SpanEvidence
  private let gold: SpanGold
  /// The patterns that posteriors are learned from, with how often they occur.
  private let shapes: [IslandShape]
  private let counts: [Double]
  /// Number of islands by annotator who was asked about them.
  private let islands: [Double]
  private let options: FitOptions
  private let maximumPasses: Int
  private(set) var parameters: SpanParameters
  /// π before the first pass.
  private let firstTypeShares: [Double]

  private var m: Int { patterns.voters.count }
  private var k: Int { patterns.types.classCount }

  /// Counts what does not change, and makes the first tables.
  init(_ patterns: SpanPatterns, maximumPasses: Int, options: FitOptions) {
    self.patterns = patterns
    self.options = options
    self.maximumPasses = maximumPasses
    let evidence = SpanEvidence(patterns)
    self.evidence = evidence
    gold = SpanGold(patterns, copies: evidence.copies)
    let open = patterns.patterns.indices.filter { patterns.patterns[$0].outcomes == nil }
    shapes = open.map { IslandShape(patterns.patterns[$0], copies: evidence.copies) }
    counts = open.map { Double(patterns.counts[$0]) }
    var islands = [Double](repeating: 0, count: patterns.voters.count)
    for (x, count) in zip(open, counts) {
      for j in patterns.patterns[x].asked { islands[Int(j)] += count }
    }
    self.islands = islands
    firstTypeShares = Self.typeShares(evidence, typeCount: patterns.types.classCount)
    parameters = SpanParameters(
      mode: patterns.mode,
      weights: evidence.weights,
      copies: evidence.copies.filter { $0.first < $0.second }
        .map { [Int($0.first), Int($0.second)] }.sorted { $0.lexicographicallyPrecedes($1) },
      precision: Prior.precision,
      prior: 0.5,
      confirmedShares: evidence.confirmedShares,
      truth: [],
      typeShares: firstTypeShares,
      types: [],
      boundaries: [],
      boundaryPool: [],
      recalls: [],
      falseAlarms: [],
      phantomShift: [Double](repeating: 0, count: patterns.types.classCount)
    )
    setTruth()
    if patterns.mode == .annotators { setFirstRates() }
    setTypes(from: firstCounts())
    setBoundaries(from: SpanCounts(voterCount: patterns.voters.count, typeCount: k).boundaries)
  }

  /// Learns until the posteriors are stable.
  ///
  /// - Returns: How often posteriors were computed.
  mutating func run() -> Int {
    var last: [Double]?
    for pass in 1...maximumPasses {
      let (entities, sums) = expectations()
      if let last {
        let change = zip(entities, last).reduce(0) { max($0, abs($1.0 - $1.1)) }
        if change < Prior.tolerance { return pass }
      }
      last = entities
      update(from: sums)
    }
    return maximumPasses
  }

  /// Posteriors of all patterns, and their counts, in the order of the patterns.
  private func expectations() -> (entities: [Double], sums: SpanCounts) {
    let inference = IslandInference(parameters)
    let chunks = FixedChunks.ranges(of: shapes.count, atMost: 64, minimum: 16)
    let (shapes, counts, parameters) = (shapes, counts, parameters)
    let (m, k) = (m, k)
    let parts = FixedChunks.map(chunkCount: chunks.count, threadCount: options.threadCount) {
      var sums = SpanCounts(voterCount: m, typeCount: k)
      var entities: [Double] = []
      for x in chunks[$0] {
        let posterior = inference.posterior(of: shapes[x])
        sums.add(
          posterior,
          of: shapes[x],
          weights: parameters.weights,
          mode: parameters.mode,
          count: counts[x]
        )
        entities += posterior.entities
      }
      return (entities, sums)
    }
    var sums = SpanCounts(voterCount: m, typeCount: k)
    for (_, part) in parts { sums += part }
    return (parts.flatMap(\.0), sums)
  }

  private mutating func update(from sums: SpanCounts) {
    let total = sums.types.reduce(0, +)
    parameters.typeShares = zip(sums.types, firstTypeShares).map {
      (($0 + 1) / (total + Double(k)) + Prior.learnedShare * $1) / (1 + Prior.learnedShare)
    }
    setTypes(from: sums.voted)
    setBoundaries(from: sums.boundaries)
    if patterns.mode == .annotators { setRates(from: sums) }
  }

  // MARK: - Truth

  /// A lone vote of a function that is usually confirmed is suspicious; one of a function that
  /// nobody ever confirms says nothing.
  private mutating func setTruth() {
    let sums = gold.sums
    if sums.votes > 0 {
      parameters.precision = Self.clip(
        (10 * Prior.precision + sums.right) / (10 + sums.votes),
        0.02...0.98
      )
    }
    let precision = parameters.precision
    if patterns.mode == .functions {
      parameters.prior = Self.sigmoid(
        Self.logit(precision) + Double.log(Prior.confirmedPhantoms)
      )
    }
    parameters.truth = (0..<m).map { j in
      (0..<k).map { u in
        let lone = loneTruth(confirmedShare: evidence.confirmedShares[j][u])
        return [
          anchored(lone, gold.right[j][0], of: gold.votes[j][0]),
          anchored(precision, gold.right[j][1], of: gold.votes[j][1]),
        ]
      }
    }
  }

  /// How often a lone vote means an entity, of a function whose votes are confirmed this often.
  ///
  /// An entity is confirmed at a rate, a phantom at half of it. What that says has half its weight,
  /// as functions depend on each other.
  private func loneTruth(confirmedShare: Double) -> Double {
    let precision = parameters.precision
    let rate = Prior.confirmedPhantoms
    let expected: Double = precision + (1 - precision) * rate
    let confirmed: Double = min(confirmedShare / expected, 0.95)
    let ratio: Double = (1 - confirmed) / (1 - rate * confirmed)
    let evidence: Double = Double.log(ratio)
    return Self.sigmoid(Self.logit(precision) + 0.5 * evidence)
  }

  /// A share with what gold says of it.
  private func anchored(_ share: Double, _ right: Double, of votes: Double) -> Double {
    guard votes > 0 else { return share }
    return Self.clip(
      (Prior.goldWeight * share + right) / (Prior.goldWeight + votes),
      0.02...0.98
    )
  }

  // MARK: - Types

  private static func typeShares(_ evidence: SpanEvidence, typeCount: Int) -> [Double] {
    var sums = [Double](repeating: 1, count: typeCount)
    for (weight, votes) in zip(evidence.weights, evidence.votes) {
      for t in 0..<typeCount { sums[t] += weight * votes[t] }
    }
    let sum = sums.reduce(0, +)
    return sums.map { $0 / sum }
  }

  /// Votes as if four of five had the right type.
  private func firstCounts() -> [[[Double]]] {
    let right = 0.8
    return (0..<m).map { j in
      (0..<k).map { u in
        let votes: Double = evidence.weights[j] * evidence.votes[j][u]
        var row = firstTypeShares.map { votes * (1 - right) * $0 }
        row[u] += votes * right
        return row
      }
    }
  }

  /// The precision form of the label model of documents: the counts, drawn to what all voters
  /// together make of a type.
  private mutating func setTypes(from counts: [[[Double]]]) {
    let shares = parameters.typeShares
    let hits = (0..<k).map { u in counts.reduce(0) { $0 + $1[u][u] } }
    let totals = (0..<k).map { u in counts.reduce(0) { $0 + $1[u].reduce(0, +) } }
    let overall = (hits.reduce(0, +) + 0.6) / (totals.reduce(0, +) + 1)
    let anchors = (0..<k).map { u in
      var accuracy = 0.5 * (hits[u] + overall) / (totals[u] + 1) + 0.5 * overall
      let goldHits = gold.types.reduce(0) { $0 + $1[u][u] }
      let goldVotes = gold.types.reduce(0) { $0 + $1[u].reduce(0, +) }
      accuracy = (Prior.goldWeight * accuracy + goldHits) / (Prior.goldWeight + goldVotes)
      var row = shares.map { share in
        min((1 - accuracy) * (0.1 * share + 0.9 / Double(k)), 0.5 * share)
      }
      row[u] = 0
      row[u] = 1 - row.reduce(0, +)
      return row
    }
    parameters.types = (0..<m).map { j in
      (0..<k).map { u in
        let own = counts[j][u]
        let anchorWeight = 5 * evidence.weights[j] + 0.5 * own.reduce(0, +)
        var row = Self.normalized(
          zip(own, anchors[u]).map { 0.5 * $0 + anchorWeight * $1 }
        )
        let goldVotes = gold.types[j][u].reduce(0, +)
        if goldVotes > 0 {
          row = zip(row, gold.types[j][u]).map {
            (Prior.goldWeight * $0 + $1) / (Prior.goldWeight + goldVotes)
          }
        }
        let best = row[u] / shares[u]
        return zip(row, shares).map { min($0 / $1, best) * $1 }
      }
    }
  }

  // MARK: - Boundaries

  private mutating func setBoundaries(from counts: [[Double]]) {
    let relations = SpanRelation.allCases.indices
    let sums = relations.map { r in counts.reduce(0) { $0 + $1[r] } }
    let total = sums.reduce(0, +)
    let pool = relations.map { r in
      0.5 * (sums[r] + 20 * Prior.boundaries[r]) / (total + 20) + 0.5 * Prior.boundaries[r]
    }
    parameters.boundaryPool = pool
    let equal = SpanRelation.equal.rawValue
    parameters.boundaries = (0..<m).map { j in
      let exactness = evidence.exactness[j]
      let weight = 5 * evidence.weights[j] + 0.75 * counts[j].reduce(0, +)
      let row = Self.normalized(
        relations.map { r in
          let anchor =
            r == equal
            ? exactness * pool[r]
            : pool[r] + (1 - exactness) * pool[equal] * evidence.otherRelations[j][r]
          return 0.25 * counts[j][r] + weight * anchor
        }
      )
      let goldVotes = gold.boundaries[j].reduce(0, +)
      guard goldVotes > 0 else { return row }
      return zip(row, gold.boundaries[j]).map {
        (Prior.goldWeight * $0 + $1) / (Prior.goldWeight + goldVotes)
      }
    }
  }

  // MARK: - Annotators

  /// Recall and false alarms before the first pass.
  private mutating func setFirstRates() {
    var solo = [Double](repeating: 0, count: m)
    var votes = solo
    for (pattern, count) in zip(patterns.patterns, patterns.counts) {
      for vote in pattern.votes {
        let isSolo = !pattern.votes.contains {
          $0.voter != vote.voter && $0.span.overlaps(vote.span)
        }
        votes[Int(vote.voter)] += Double(count)
        if isSolo { solo[Int(vote.voter)] += Double(count) }
      }
    }
    let share = (solo.reduce(0, +) + 1) / (votes.reduce(0, +) + 2)
    parameters.prior = Prior.annotatorRecall
    parameters.recalls = (0..<m).map { j in
      let facts = patterns.goldFacts[j]
      return (10 * Prior.annotatorRecall + Double(facts.met)) / (10 + Double(facts.meetable))
    }
    parameters.falseAlarms = (0..<m).map { j in
      let own = (solo[j] + 8 * share) / (votes[j] + 8)
      let rate = Self.clip(
        Self.sigmoid(Self.logit(0.2) + Self.logit(own) - Self.logit(share)),
        0.02...0.6
      )
      let facts = patterns.goldFacts[j]
      let wrong = Double(facts.wrong)
      return (10 * rate + wrong) / (10 + max(Double(facts.emptyIslands), wrong))
    }
  }

  /// An island is there only because somebody voted; the imaginary silent places undo that.
  private mutating func setRates(from sums: SpanCounts) {
    func mix(_ hits: Double, _ chances: Double, _ base: Double) -> Double {
      (0.5 * hits + (8 + 0.5 * chances) * base) / (8 + chances)
    }
    let places = Prior.silentPlaces
    let recall = mix(
      sums.hits.reduce(0, +),
      sums.chances.reduce(0, +),
      Prior.annotatorRecall
    )
    parameters.recalls = (0..<m).map {
      Self.clip(mix(sums.hits[$0], sums.chances[$0], recall), 0.02...0.98)
    }
    let falseChances = (0..<m).map { sums.falseChances[$0] + places * islands[$0] }
    let falseAlarm = mix(
      sums.falseHits.reduce(0, +),
      falseChances.reduce(0, +),
      0.2 / (1 + places)
    )
    parameters.falseAlarms = (0..<m).map {
      Self.clip(mix(sums.falseHits[$0], falseChances[$0], falseAlarm), 1e-4...0.9)
    }
    parameters.prior =
      (sums.entities + 1)
      / (sums.entities + sums.phantoms + places * counts.reduce(0, +) + 2)
    let phantoms = sums.phantomTypes.reduce(0, +)
    parameters.phantomShift = zip(sums.phantomTypes, parameters.typeShares).map {
      Double.log(($0 + 4 * $1) / (phantoms + 4)) - Double.log($1)
    }
  }

  private static func clip(_ value: Double, _ range: ClosedRange<Double>) -> Double {
    min(max(value, range.lowerBound), range.upperBound)
  }

  private static func normalized(_ values: [Double]) -> [Double] {
    let sum = values.reduce(0, +)
    return values.map { $0 / sum }
  }

  private static func logit(_ value: Double) -> Double { Double.log(value / (1 - value)) }
  private static func sigmoid(_ value: Double) -> Double { 1 / (1 + Double.exp(-value)) }
}
