import CorpusIO
import Inspection
import LabelIO
import LabelModels
import LabelingCore
import PluginHost
import Testing

struct InspectionTests {
  private let labelSpace = LabelSpace(["a", "b"])

  private func rows(_ hits: [Bool]) -> ScoredRows {
    ScoredRows(
      labelSpace: labelSpace,
      labels: hits.map { Vote(classIndex: $0 ? 0 : 1) },
      gold: hits.map { _ in Vote(classIndex: 0) }
    )
  }

  @Test func `equal chances leave the scores and Wilson's interval as they are`() throws {
    let hits = (0..<40).map { $0 % 4 > 0 }
    let scores = SampledScores(of: rows(hits), inclusion: [Double](repeating: 0.2, count: 40))
    let plain = try #require(Interval(successes: 30, total: 40))
    let accuracy = try #require(scores.accuracy)
    #expect(abs(accuracy.value - 0.75) < 1e-12)
    #expect(abs(scores.effectiveCount - 40) < 1e-9)
    // The variance is divided by one less than the documents.
    #expect(abs(accuracy.interval.lower - plain.lower) < 0.005)
    #expect(abs(accuracy.interval.upper - plain.upper) < 0.005)
  }

  @Test func `nobody is certain, also when all labels are right`() throws {
    let scores = SampledScores(of: rows([true, true, true]), inclusion: [1, 0.5, 0.1])
    let accuracy = try #require(scores.accuracy)
    #expect(accuracy.value == 1 && accuracy.interval.upper == 1 && accuracy.interval.lower < 0.6)
    #expect(SampledScores(of: rows([]), inclusion: []).accuracy == nil)
  }

  @Test func `errors drawn more often than others are corrected for`() throws {
    var generator = SeededGenerator(seed: 4)
    var covered = 0
    var naiveCovered = 0
    for _ in 0..<200 {
      // 90 % of 3,000 labels are right; wrong ones are three times as likely to be drawn.
      var hits: [Bool] = []
      var inclusion: [Double] = []
      for index in 0..<3000 {
        let isHit = index % 10 > 0
        let probability = isHit ? 0.05 : 0.15
        guard Double.random(in: 0..<1, using: &generator) < probability else { continue }
        hits.append(isHit)
        inclusion.append(probability)
      }
      let accuracy = try #require(SampledScores(of: rows(hits), inclusion: inclusion).accuracy)
      if accuracy.interval.lower <= 0.9, accuracy.interval.upper >= 0.9 { covered += 1 }
      let naive = try #require(
        Interval(successes: hits.count { $0 }, total: hits.count)
      )
      if naive.lower <= 0.9, naive.upper >= 0.9 { naiveCovered += 1 }
    }
    #expect(covered >= 184, "95 % of 200 are 190; \(covered)")
    #expect(naiveCovered < 50)
  }

  @Test func `segments are the text, cut where matches begin and end`() {
    let spans = [
      FunctionMatch(function: 2, span: TextSpan(bytes: 1..<4), ballot: BallotRecord(classes: [0])),
      FunctionMatch(function: 0, span: TextSpan(bytes: 3..<6), ballot: BallotRecord(classes: [0])),
      FunctionMatch(function: 1, span: TextSpan(bytes: 8..<9), ballot: BallotRecord(classes: [0])),
    ]
    let segments = HighlightedSegment.all(of: "abcdefghi", matches: spans)
    #expect(segments.map(\.text) == ["a", "bc", "d", "ef", "gh", "i"])
    #expect(segments.map(\.functions) == [[], [2], [0, 2], [0], [], [1]])
    #expect(HighlightedSegment.all(of: "", matches: []).isEmpty)
    #expect(HighlightedSegment.all(of: "é", matches: []).map(\.text) == ["é"])
  }

  @Test func `a document without a label is written without a confidence`() {
    let output = LabelFieldEncoder(labelSpace: labelSpace, functions: [])
    let none = output.additions(label: .abstain, probabilities: [0.7, 0.3], votes: [])
    #expect(none.map(\.name) == ["label", "confidence", "probabilities"])
    #expect(none[0].value == .missing && none[1].value == .missing)
    let some = output.additions(
      label: Vote(classIndex: 1),
      probabilities: [0.7, 0.3],
      votes: []
    )
    #expect(some[1].value == .number(0.3))
  }

  @Test func `a voter is removed from every pattern`() {
    var builder = VotePatterns.Builder(voters: ["x", "y", "z"], labelSpace: labelSpace)
    for row: [Int16] in [[0, 1, -1], [0, -1, 1], [-1, 1, -1]] {
      row.withUnsafeBufferPointer { builder.append($0) }
    }
    let votes = builder.finish()
    let without = votes.removing(voter: 1)
    #expect(without.voters == ["x", "z"])
    #expect(
      (0..<3).map { without.votes(of: $0).map(\.rawValue) } == [[0, -1], [0, 1], [-1, -1]]
    )
    let sets = BallotSets(of: votes)
    #expect((0..<3).map { votes.isInConflict($0, sets) } == [true, true, false])
  }
}
