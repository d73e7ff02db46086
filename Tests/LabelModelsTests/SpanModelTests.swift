import LabelModels
import LabelingCore
import TestSupport
import Testing

struct SpanModelTests {
  private func votes(_ documents: [[[(Int, Int, Int)]]], types: Int = 1) -> SpanVotes {
    var votes = SpanVotes(
      voters: (0..<(documents.first?.count ?? 0)).map { "f\($0)" },
      types: LabelSpace((0..<types).map { "t\($0)" })
    )
    for document in documents {
      votes.append(
        document.enumerated().flatMap { j, spans in
          spans.map { SpanVote(voter: j, span: LabeledSpan($0.0..<$0.1, type: $0.2)) }
        },
        length: 10
      )
    }
    return votes
  }

  private func chosen(_ model: some SpanModel, _ votes: SpanVotes) throws -> [[LabeledSpan]] {
    try model.fitted(to: votes).spans(of: votes).map { $0.filter(\.isChosen).map(\.span) }
  }

  @Test func `span majority takes the most votes, then the longest`() throws {
    let votes = votes([
      [[(0, 3, 0)], [(0, 2, 0)], [(0, 2, 0)]],
      [[(0, 3, 0)], [(0, 2, 0)], [(4, 5, 0)]],
    ])
    #expect(
      try chosen(SpanMajority(), votes) == [
        [LabeledSpan(0..<2, type: 0)], [LabeledSpan(0..<3, type: 0), LabeledSpan(4..<5, type: 0)],
      ]
    )
    let shares = try SpanMajority().fitted(to: votes).spans(of: votes)[0].map(\.probability)
    #expect(shares == [2 / 3.0, 1 / 3.0])
  }

  @Test func `longest match takes the longest, then the most votes`() throws {
    let votes = votes(
      [[[(0, 3, 0)], [(0, 2, 0)], [(0, 2, 0)]], [[(0, 2, 0)], [(0, 2, 1)], [(0, 2, 1)]]],
      types: 2
    )
    #expect(
      try chosen(LongestMatch(), votes)
        == [[LabeledSpan(0..<3, type: 0)], [LabeledSpan(0..<2, type: 1)]]
    )
  }

  @Test func `token majority joins neighbors of one type`() throws {
    let votes = votes(
      [[[(0, 2, 0)], [(2, 4, 0)], []], [[(0, 3, 0)], [(1, 2, 1)], [(1, 2, 1)]]],
      types: 2
    )
    #expect(
      try chosen(TokenMajority(), votes) == [
        [LabeledSpan(0..<4, type: 0)],
        [LabeledSpan(0..<1, type: 0), LabeledSpan(1..<2, type: 1), LabeledSpan(2..<3, type: 0)],
      ]
    )
  }

  @Test(arguments: SpanModelRegistry.names)
  func `every model is itself in its file, and takes votes of its voters only`(
    name: String
  ) throws {
    func check(_ model: some SpanModel) throws {
      #expect(type(of: model).name == name)
      let votes = votes(
        [[[(0, 2, 0)], [(0, 2, 0)], []], [[(3, 4, 1)], [(2, 4, 0)], []]],
        types: 2
      )
      let fitted = try model.fitted(to: votes)
      let bytes = try SpanModelFile(fitted).bytes()
      let read = try SpanModelFile(bytes: bytes).model
      let (spans, own) = (try read.spans(of: votes), try fitted.spans(of: votes))
      #expect(spans == own)
      let again = try SpanModelFile(read).bytes()
      #expect(again == bytes)
      #expect(read.facts == fitted.facts)
      var others = SpanVotes(voters: ["other"], types: votes.types)
      others.append([])
      #expect(throws: LabelModelError.self) { try read.spans(of: others) }
      let empty = SpanVotes(voters: [], types: LabelSpace([]))
      #expect(throws: LabelModelError.noClasses) { try model.fitted(to: empty) }
      #expect(throws: LabelModelError.spansDiffer(modelIsOfSpans: true)) {
        try LabelModelFile(bytes: bytes)
      }
    }
    try check(try SpanModelRegistry.model(named: name))
  }

  @Test func `a model file whose numbers do not fit is refused`() throws {
    let votes = votes([[[(0, 2, 0)], [(0, 2, 0)]]])
    let text = String(
      decoding: try SpanModelFile(SpanLabelModel().fitted(to: votes)).bytes(),
      as: UTF8.self
    )
    for (name, wrong) in [("prior", "1"), ("posteriorWeight", "9"), ("threshold", "-")] {
      let broken = text.replacing("\"\(name)\" : ", with: "\"\(name)\" : \(wrong)")
      #expect(broken != text)
      #expect(throws: LabelModelError.self, "\(name)") {
        try SpanModelFile(bytes: Array(broken.utf8))
      }
    }
  }

  @Test func `outcomes are those of comparing all pairs, for nested gold too`() {
    var generator = SeededGenerator(seed: 7)
    func spans() -> [LabeledSpan] {
      (0..<Int.random(in: 0...9, using: &generator)).map { _ in
        let start = Int.random(in: 0...12, using: &generator)
        let length = Int.random(in: 1...5, using: &generator)
        return LabeledSpan(start..<(start + length), type: Int.random(in: 0...1, using: &generator))
      }
    }
    for _ in 0..<500 {
      let (labeled, gold) = (spans(), Set(spans()).sorted())
      var expected = SpanOutcomes()
      expected.gold = gold.count
      var judging: Set<LabeledSpan> = []
      for span in Set(labeled).sorted() {
        guard
          let truth = gold.first(where: { $0 == span })
            ?? gold.first(where: { $0.hasBoundaries(of: span) })
            ?? gold.first(where: { $0.overlaps(span) })
        else {
          expected.invented += 1
          continue
        }
        judging.insert(truth)
        switch (truth.hasBoundaries(of: span), truth.type == span.type) {
        case (true, true): expected.exact += 1
        case (true, false): expected.wrongType += 1
        case (false, true): expected.wrongBoundaries += 1
        case (false, false): expected.wrongBoth += 1
        }
      }
      expected.missed = gold.count - judging.count
      #expect(SpanOutcomes(labeled: labeled, gold: gold) == expected)
    }
  }

  @Test func `outcomes are the kinds of the field`() {
    func spans(_ spans: (Int, Int, Int)...) -> [LabeledSpan] {
      spans.map { LabeledSpan($0.0..<$0.1, type: $0.2) }
    }
    let outcomes = SpanOutcomes(
      labeled: spans((0, 2, 0), (3, 4, 1), (5, 8, 0), (10, 12, 1), (20, 21, 0)),
      gold: spans((0, 2, 0), (3, 4, 0), (6, 8, 0), (10, 11, 0), (30, 31, 0))
    )
    var expected = SpanOutcomes()
    expected.exact = 1
    expected.wrongType = 1
    expected.wrongBoundaries = 1
    expected.wrongBoth = 1
    expected.invented = 1
    expected.missed = 1
    expected.gold = 5
    #expect(outcomes == expected)
    let report = SpanReport(
      labeled: [
        spans((0, 2, 0), (3, 4, 1), (5, 8, 0), (10, 12, 1), (20, 21, 0))
      ],
      gold: [spans((0, 2, 0), (3, 4, 0), (6, 8, 0), (10, 11, 0), (30, 31, 0))],
      types: LabelSpace(["t0", "t1"])
    )
    #expect(report.strict.f1 == 0.2)
    #expect(report.partial.precision == 0.6)
    #expect(report.partial.recall == 0.6)
    #expect(report.types.map(\.strict.recall) == [0.2, nil])
    #expect(report.strict.f1Interval == nil, "one document has no spread")
  }

  @Test func `intervals are drawn over documents, and hold the estimate`() {
    var generator = SeededGenerator(seed: 3)
    var (labeled, gold): ([[LabeledSpan]], [[LabeledSpan]]) = ([], [])
    for _ in 0..<200 {
      let spans = (0..<Int.random(in: 0...5, using: &generator)).map {
        LabeledSpan((3 * $0)..<(3 * $0 + 2), type: 0)
      }
      gold.append(spans)
      labeled.append(spans.filter { _ in Int.random(in: 0..<4, using: &generator) > 0 })
    }
    let report = SpanReport(labeled: labeled, gold: gold, types: LabelSpace(["t"]))
    #expect(report.strict.precision == 1)
    let recall = report.strict.recall ?? 0
    let interval = report.strict.recallInterval ?? Interval(lower: 0, upper: 0)
    #expect(interval.lower < recall && recall < interval.upper)
    #expect(interval.upper - interval.lower < 0.12)
    #expect(report == SpanReport(labeled: labeled, gold: gold, types: LabelSpace(["t"])))
  }
}
