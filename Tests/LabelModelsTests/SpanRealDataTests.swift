import Foundation
import LabelModels
import LabelingCore
import TestSupport
import Testing

/// The published figures of two sets of span votes: fitted to the training part without gold, scored
/// on the test part.
@Suite(.enabled(if: SharedData.has("corpora/spans-ncbi"), "no data; set WINNOW_SHARED"))
struct SpanRealDataTests {
  /// Strict F1 on the test part.
  struct Row: Sendable {
    var set: String
    var isRecommended = true
    var model: any SpanModel
    var f1: Double
    /// Log loss, Brier score and calibration error of the probabilities of voted spans.
    var losses: [Double]?

    static let all = [
      Row(set: "ncbi", model: SpanLabelModel(), f1: 0.7885, losses: [0.334, 0.091, 0.172]),
      Row(set: "ncbi", model: SpanMajority(), f1: 0.7715, losses: [0.895, 0.124, 0.067]),
      Row(set: "ncbi", model: LongestMatch(), f1: 0.7885),
      Row(set: "ncbi", model: TokenMajority(), f1: 0.7844),
      Row(set: "ncbi", model: TokenDawidSkene(), f1: 0.6657),
      Row(set: "ncbi", model: TokenDawidSkene(silenceIsAnswer: false), f1: 0.7844),
      Row(set: "ncbi", isRecommended: false, model: SpanLabelModel(), f1: 0.7788),
      Row(set: "ncbi", isRecommended: false, model: TokenMajority(), f1: 0.7746),
      Row(set: "laptop", model: SpanLabelModel(), f1: 0.7347, losses: [0.391, 0.113, 0.170]),
      Row(set: "laptop", model: SpanMajority(), f1: 0.7302, losses: [1.293, 0.154, 0.093]),
      Row(set: "laptop", model: LongestMatch(), f1: 0.7381),
      Row(set: "laptop", model: TokenMajority(), f1: 0.7327),
      Row(set: "laptop", model: TokenDawidSkene(), f1: 0.7327),
      Row(set: "laptop", model: TokenDawidSkene(silenceIsAnswer: false), f1: 0.7327),
      Row(set: "laptop", isRecommended: false, model: SpanLabelModel(), f1: 0.7315),
      Row(set: "laptop", isRecommended: false, model: TokenMajority(), f1: 0.7295),
    ]
  }

  @Test(arguments: Row.all.indices)
  func `reproduces the table`(index: Int) throws {
    let row = Row.all[index]
    let set = try RealSpans(folder: SharedData.corpus("spans-\(row.set)"))
    let functions = row.isRecommended ? set.recommended : Array(set.functions.indices)
    let train = try set.part("train", functions: functions)
    let test = try set.part("test", functions: functions)
    func spans(_ model: some SpanModel) throws -> [[ProbableSpan]] {
      try model.fitted(to: train.votes).spans(of: test.votes)
    }
    let spans = try spans(row.model)
    let report = SpanReport(
      labeled: spans.map { $0.filter(\.isChosen).map(\.span) },
      gold: test.gold,
      types: set.types
    )
    let f1 = try #require(report.strict.f1)
    #expect(abs(f1 - row.f1) <= 0.002, "\(row.set), \(type(of: row.model).name): \(f1)")
    guard let losses = row.losses else { return }
    for (found, expected) in zip(Self.losses(of: spans, test.gold), losses) {
      #expect(abs(found - expected) <= 0.002, "\(row.set), \(type(of: row.model).name): \(found)")
    }
  }

  private static func losses(of spans: [[ProbableSpan]], _ gold: [[LabeledSpan]]) -> [Double] {
    var (logLoss, brier, count) = (0.0, 0.0, 0.0)
    var bins = [(Double, Double)](repeating: (0, 0), count: 15)
    for (spans, gold) in zip(spans, gold) {
      for span in spans {
        let isRight = gold.contains(span.span)
        let p = min(max(span.probability, 1e-6), 1 - 1e-6)
        logLoss -= log(isRight ? p : 1 - p)
        let gap = span.probability - (isRight ? 1 : 0)
        brier += gap * gap
        count += 1
        let bin = min(14, Int(span.probability * 15))
        bins[bin] = (bins[bin].0 + span.probability, bins[bin].1 + (isRight ? 1 : 0))
      }
    }
    let error = bins.reduce(0) { $0 + abs($1.0 - $1.1) }
    return [logLoss / count, brier / count, error / count]
  }
}
