internal import LabelingCore

/// Estimates which voted spans are entities, of which type, and with which boundaries.
///
/// Votes that overlap are an island; of each island three things are asked: is there an entity, of
/// which type, where does it begin and end. Truth rests on a prior precision and on how often
/// others confirm a function, and is not learned from itself: nothing ever votes "no entity". Types
/// are learned as by ``PooledLabelModel``; boundaries by a small model of errors, in which a vote
/// that is too short is likelier than one that is too long. Only the order of boundaries counts, so
/// bytes and tokens give the same numbers.
///
/// Labels are disjoint spans; nested entities take a model per layer of functions.
/// - Complexity: O(patterns · spans² · votes) per pass, whatever the number of documents; at most
///   20 passes.
package struct SpanLabelModel: SpanModel {
  package static let name = "spans"

  /// What is assumed before votes are seen.
  enum Prior {
    /// How often a confirmed vote means an entity.
    static let precision = 0.85
    /// How often a phantom is confirmed, for one time that an entity is.
    static let confirmedPhantoms = 0.5
    /// Boundaries of votes: equal, inside, around, across those of the entity.
    static let boundaries = [0.85, 0.135, 0.01, 0.005]
    /// How often an annotator marks an entity; also the first prior of an entity.
    static let annotatorRecall = 0.6
    /// Places an island where annotators saw nothing to mark.
    static let silentPlaces = 5.0
    /// What the first estimate counts where another is learned.
    static let learnedShare = 0.5
    /// Gold votes that outweigh what was estimated.
    static let goldWeight = 30.0
    /// Posteriors are stable when none changes by this much.
    static let tolerance = 1e-4
  }

  /// What a voter's silence means: functions do not see everything, annotators read the text.
  package var mode: PooledLabelModel.Mode
  /// At most this many passes.
  package var maximumPasses: Int
  /// Spans are chosen above this posterior; strict F1 is greatest near half of itself.
  package var threshold: Double
  /// The posterior's part of a probability; the vote share has the rest.
  package var posteriorWeight: Double

  /// Creates the model.
  package init(
    mode: PooledLabelModel.Mode = .functions,
    maximumPasses: Int = 20,
    threshold: Double = 0.4,
    posteriorWeight: Double = 0.7
  ) {
    self.mode = mode
    self.maximumPasses = maximumPasses
    self.threshold = threshold
    self.posteriorWeight = posteriorWeight
  }

  package func learned(
    from votes: SpanVotes,
    patterns: SpanPatterns,
    options: FitOptions
  ) -> (learned: SpanParameters, passes: Int) {
    let isSame = mode == patterns.mode
    return learned(from: isSame ? patterns : SpanPatterns(of: votes, mode: mode), options: options)
  }

  /// Learns from the patterns of votes, such as the sum of shards; they are of the model's mode.
  package func learned(
    from patterns: SpanPatterns,
    options: FitOptions = FitOptions()
  ) -> (learned: SpanParameters, passes: Int) {
    var fit = SpanFit(patterns, maximumPasses: maximumPasses, options: options)
    let passes = fit.run()
    return (fit.parameters, passes)
  }

  package func spans(
    of votes: SpanVotes,
    with parameters: SpanParameters
  ) -> [[ProbableSpan]] {
    let patterns = SpanPatterns(of: votes, mode: parameters.mode, keepsIslands: true)
    let inference = IslandInference(parameters)
    let copies = Set(
      parameters.copies.flatMap { pair in
        [
          SpanEvidence.Pair(first: Int32(pair[0]), second: Int32(pair[1])),
          SpanEvidence.Pair(first: Int32(pair[1]), second: Int32(pair[0])),
        ]
      }
    )
    let ofPattern = patterns.patterns.map {
      spans(of: IslandShape($0, copies: copies), parameters, inference)
    }
    return (0..<votes.documentCount).map { document in
      if let gold = votes.goldSpans(of: document) { return gold }
      return patterns.islands.islands(of: document).flatMap { island in
        let boundaries = patterns.islands.boundaries(of: island)
        return ofPattern[Int(patterns.islands.patterns[island])].map { found in
          var found = found
          found.span.start = boundaries[boundaries.startIndex + Int(found.span.start)]
          found.span.end = boundaries[boundaries.startIndex + Int(found.span.end)]
          return found
        }
      }
    }
  }

  package func accepts(_ learned: SpanParameters, voterCount: Int, typeCount: Int) -> Bool {
    (0...1).contains(posteriorWeight) && (0...1).contains(threshold)
      && learned.fits(voterCount: voterCount, typeCount: typeCount)
  }

  /// The candidates of an island; positions are ranks.
  private func spans(
    of shape: IslandShape,
    _ parameters: SpanParameters,
    _ inference: IslandInference
  ) -> [ProbableSpan] {
    let entities = inference.posterior(of: shape).entities
    let k = shape.types.count
    var found: [ProbableSpan] = []
    for (g, span) in shape.spans.enumerated() {
      var overlapping = 0.0
      var exact = [Double](repeating: 0, count: k)
      for vote in shape.votes where vote.span.overlaps(span) {
        let weight = parameters.weights[Int(vote.voter)]
        overlapping += weight
        if vote.span.hasBoundaries(of: span),
          let t = shape.types.firstIndex(of: Int(vote.span.type))
        {
          exact[t] += weight
        }
      }
      if parameters.mode == .annotators {
        for j in shape.silent[g] { overlapping += parameters.weights[j] }
      }
      for (t, type) in shape.types.enumerated() {
        let raw = entities[g * k + t]
        let share = (exact[t] + 0.5) / (overlapping + 1)
        found.append(
          ProbableSpan(
            span: LabeledSpan(span.range, type: type),
            probability: posteriorWeight * raw + (1 - posteriorWeight) * share,
            raw: raw,
            isChosen: false
          )
        )
      }
    }
    for index in SpanSchedule.best(found.map(\.span), values: found.map { $0.raw - threshold }) {
      found[index].isChosen = true
    }
    return found
  }
}
