import LabelModels
import LabelingCore
import TestSupport
import Testing

/// The numbers are those of an independent implementation of the model.
struct SpanLabelModelTests {
  private func expectEqual(
    _ found: [Double],
    _ expected: [Double],
    _ what: String,
    within tolerance: Double = 1e-6,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    #expect(found.count == expected.count, "\(what)", sourceLocation: sourceLocation)
    let distance = zip(found, expected).reduce(0) { max($0, abs($1.0 - $1.1)) }
    #expect(distance <= tolerance, "\(what): \(distance)", sourceLocation: sourceLocation)
  }

  private func flat(_ values: [[[Double]]]) -> [Double] { values.flatMap { $0.flatMap(\.self) } }

  @Test(arguments: SpanOracle.all)
  func `agrees with the reference cases, step by step`(oracle: SpanOracle) throws {
    let votes = oracle.votes()
    let model = SpanLabelModel(mode: oracle.mode, maximumPasses: oracle.maximumPasses)
    let fitted = try model.fitted(to: votes)
    let learned = fitted.learned
    #expect(fitted.facts.passes == oracle.passes)
    #expect(learned.weights.allSatisfy { $0 == 1 })
    expectEqual(
      learned.confirmedShares.flatMap(\.self),
      oracle.confirmedShares.flatMap(\.self),
      "c"
    )
    expectEqual([learned.precision, learned.prior], [oracle.precision, oracle.prior], "M0, p")
    expectEqual(flat(learned.truth), flat(oracle.truth), "T")
    expectEqual(learned.typeShares, oracle.typeShares, "π")
    if let types = oracle.types { expectEqual(flat(learned.types), flat(types), "M") }
    expectEqual(learned.boundaryPool, oracle.boundaryPool, "pool")
    expectEqual(
      learned.boundaries.flatMap(\.self),
      oracle.boundaries.flatMap(\.self),
      "D"
    )
    expectEqual(learned.recalls, oracle.recalls, "r")
    expectEqual(learned.falseAlarms, oracle.falseAlarms, "f")
    let spans = try fitted.spans(of: votes)
    for document in Set(oracle.candidates.map(\.document)) {
      let expected = oracle.candidates.filter { $0.document == document }
        .sorted { SpanOracle.labeled($0.span) < SpanOracle.labeled($1.span) }
      let found = spans[document]
      let candidates = expected.map { SpanOracle.labeled($0.span) }
      #expect(found.map(\.span) == candidates)
      expectEqual(found.map(\.probability), expected.map(\.probability), "P of \(document)")
      expectEqual(found.map(\.raw), expected.map(\.raw), "q of \(document)")
      #expect(found.map(\.isChosen) == expected.map(\.isChosen))
    }
    let foundCount = spans.reduce(0) { $0 + $1.count }
    #expect((foundCount == 0) == oracle.candidates.isEmpty)
  }

  /// Documents of random votes: voters who often agree, sometimes on a shorter span or another type.
  private func randomVotes(seed: UInt64, documents: Int = 300, voters: Int = 5) -> SpanVotes {
    var generator = SeededGenerator(seed: seed)
    var votes = SpanVotes(
      voters: (0..<voters).map { "f\($0)" },
      types: LabelSpace(["a", "b", "c"])
    )
    for _ in 0..<documents {
      var own: [SpanVote] = []
      var start = 0
      for _ in 0..<Int.random(in: 0...4, using: &generator) {
        start += Int.random(in: 0...2, using: &generator)
        let end = start + Int.random(in: 1...4, using: &generator)
        let type = Int.random(in: 0..<3, using: &generator)
        for j in 0..<voters where Int.random(in: 0..<voters, using: &generator) < 2 {
          let cut = Int.random(in: 0..<4, using: &generator) == 0 ? 1 : 0
          let said = Int.random(in: 0..<6, using: &generator) == 0 ? (type + 1) % 3 : type
          own.append(
            SpanVote(voter: j, span: LabeledSpan(start..<max(start + 1, end - cut), type: said))
          )
        }
        start = end
      }
      votes.append(own)
    }
    return votes
  }

  /// The same votes with voters and documents in another order.
  private func reordered(_ votes: SpanVotes, voters: [Int], documents: [Int]) -> SpanVotes {
    var other = SpanVotes(voters: voters.map { votes.voters[$0] }, types: votes.types)
    for d in documents {
      other.append(
        votes.votes(of: d).map { vote in
          SpanVote(voter: voters.firstIndex(of: Int(vote.voter)) ?? 0, span: vote.span)
        }
      )
    }
    return other
  }

  private func part(_ votes: SpanVotes, _ documents: [Int]) -> SpanVotes {
    reordered(votes, voters: Array(votes.voters.indices), documents: documents)
  }

  @Test(arguments: [1, 2, 3] as [UInt64], PooledLabelModel.Mode.allCases)
  func `neither the order of documents nor that of functions matters`(
    seed: UInt64,
    mode: PooledLabelModel.Mode
  ) throws {
    var generator = SeededGenerator(seed: seed)
    let votes = randomVotes(seed: seed)
    let model = SpanLabelModel(mode: mode)
    let spans = try model.fitted(to: votes).spans(of: votes)
    let documents = Array(0..<votes.documentCount).shuffled(using: &generator)
    let shuffled = part(votes, documents)
    let (learned, again) = (try model.fitted(to: votes), try model.fitted(to: shuffled))
    #expect(learned.learned == again.learned, "patterns are summed in the order of their votes")
    let voters = Array(votes.voters.indices).shuffled(using: &generator)
    let other = reordered(votes, voters: voters, documents: documents)
    let otherSpans = try model.fitted(to: other).spans(of: other)
    for (place, document) in documents.enumerated() {
      #expect(otherSpans[place].map(\.span) == spans[document].map(\.span))
      expectEqual(
        otherSpans[place].map(\.raw),
        spans[document].map(\.raw),
        "q of \(document)",
        within: 1e-9
      )
    }
  }

  @Test(arguments: [4, 5] as [UInt64])
  func `shards add up to the fit of all documents, for any number of threads`(
    seed: UInt64
  ) throws {
    let votes = randomVotes(seed: seed)
    let model = SpanLabelModel()
    let whole = try model.fitted(to: votes, options: FitOptions(threadCount: 1)).learned
    let shards = (0..<3).map { shard in
      SpanPatterns(
        of: part(votes, (0..<votes.documentCount).filter { $0 % 3 == shard }),
        mode: .functions
      )
    }
    let merged = try SpanPatterns(merging: shards.reversed())
    #expect(merged.documentCount == votes.documentCount)
    for threads in [1, 2, 7] {
      #expect(
        model.learned(from: merged, options: FitOptions(threadCount: threads)).learned == whole
      )
    }
    let others = SpanPatterns(of: votes, mode: .annotators)
    #expect(throws: LabelModelError.shardsDiffer) { try SpanPatterns(merging: [merged, others]) }
  }

  @Test(arguments: [6, 7] as [UInt64])
  func `copies of a function count once`(seed: UInt64) throws {
    let votes = randomVotes(seed: seed)
    var copied = SpanVotes(voters: votes.voters + ["copy", "copy of it"], types: votes.types)
    for d in 0..<votes.documentCount {
      let own = Array(votes.votes(of: d))
      copied.append(
        own
          + own.filter { $0.voter == 0 }.flatMap { vote in
            [5, 6].map { SpanVote(voter: $0, span: vote.span) }
          }
      )
    }
    let model = SpanLabelModel()
    let alone = try model.fitted(to: votes)
    let together = try model.fitted(to: copied)
    expectEqual(
      together.learned.weights,
      [1 / 3.0, 1, 1, 1, 1, 1 / 3.0, 1 / 3.0],
      "ω",
      within: 1e-12
    )
    let (before, after) = (try alone.spans(of: votes), try together.spans(of: copied))
    for d in before.indices {
      #expect(after[d].map(\.span) == before[d].map(\.span))
      expectEqual(after[d].map(\.raw), before[d].map(\.raw), "q of \(d)", within: 1e-9)
    }
  }

  @Test func `only the order of boundaries counts, not the unit of positions`() throws {
    let votes = randomVotes(seed: 8)
    var stretched = SpanVotes(voters: votes.voters, types: votes.types)
    // Positions as if every token had another length.
    func place(_ position: Int32) -> Int { Int(position * position) + 3 * Int(position) }
    for d in 0..<votes.documentCount {
      stretched.append(
        votes.votes(of: d).map { vote in
          SpanVote(
            voter: Int(vote.voter),
            span: LabeledSpan(
              place(vote.span.start)..<place(vote.span.end),
              type: Int(vote.span.type)
            )
          )
        }
      )
    }
    let model = SpanLabelModel()
    let (fitted, other) = (try model.fitted(to: votes), try model.fitted(to: stretched))
    #expect(fitted.learned == other.learned)
  }

  @Test func `gold documents are given back as they are`() throws {
    let oracle = SpanOracle.withGold
    let votes = oracle.votes()
    let fitted = try SpanLabelModel().fitted(to: votes)
    let spans = try fitted.spans(of: votes)
    #expect(spans[4].map(\.span) == [LabeledSpan(2..<4, type: 0)])
    #expect(spans[9].isEmpty, "a document without true spans")
    #expect(fitted.facts.goldDocuments == 2)
  }

  @Test func `many overlapping votes end, with disjoint labels`() throws {
    var votes = SpanVotes(voters: ["a", "b"], types: LabelSpace(["t"]))
    votes.append(
      (0..<60).flatMap { start in
        [0, 1].map { SpanVote(voter: $0, span: LabeledSpan(start..<(start + 2 + $0), type: 0)) }
      }
    )
    let spans = try SpanLabelModel().fitted(to: votes).spans(of: votes)
    #expect(spans[0].count == 40, "more candidates are not weighed")
    #expect(spans[0].allSatisfy { (0...1).contains($0.raw) })
    let chosen = spans[0].filter(\.isChosen).map(\.span)
    #expect(zip(chosen, chosen.dropFirst()).allSatisfy { $0.end <= $1.start })
  }
}
