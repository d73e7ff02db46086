import Foundation
import LabelModels
import LabelingCore
import Testing

struct EvaluationScoreTests {
  @Test func `every score has a key of its own`() {
    let keys = EvaluationScore.all.flatMap { [$0.key, $0.intervalKey] }
    #expect(Set(keys).count == keys.count)
  }

  @Test func `tables show scores in one order`() {
    #expect(
      EvaluationScore.shown.compactMap(\.heading) == [
        "accuracy", "coverage", "macro-F1", "log loss", "Brier", "ECE",
      ]
    )
  }
}
