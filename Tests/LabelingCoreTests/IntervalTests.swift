import Foundation
import LabelingCore
import Testing

struct IntervalTests {
  @Test func `a normal interval is the mean and a margin of the level's quantile`() {
    let interval = Interval(mean: 0.5, standardError: 0.1)
    #expect(interval.level == .standard)
    #expect(abs(interval.lower - 0.304_003_6) < 1e-6)
    #expect(abs(interval.upper - 0.695_996_4) < 1e-6)
    #expect(interval.excludesZero)
    #expect(!Interval(mean: 0.1, standardError: 0.1).excludesZero)
  }

  @Test(arguments: [
    (1, 12.706_205), (2, 4.302_653), (4, 2.776_445), (10, 2.228_139), (120, 1.979_930),
  ])
  func `Student's quantiles are those of the tables`(freedom: Int, quantile: Double) {
    let interval = Interval(mean: 0, standardError: 1, freedom: freedom)
    #expect(abs(interval.upper - quantile) < 4e-4 * quantile)
    #expect(interval.lower == -interval.upper)
  }

  @Test func `bounds stay within what is possible`() {
    let interval = Interval(mean: 0.1, standardError: 1).clamped(to: 0...1)
    #expect(interval.lower == 0 && interval.upper == 1)
  }

  @Test func `JSON has the bounds and nothing else`() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let interval = Interval(lower: 0.25, upper: 0.75)
    let json = try encoder.encode(interval)
    #expect(String(decoding: json, as: UTF8.self) == #"{"lower":0.25,"upper":0.75}"#)
    #expect(try JSONDecoder().decode(Interval.self, from: json) == interval)
  }

  @Test func `a comparison writes the bounds beside the difference`() throws {
    let comparison = PairedComparison(
      bothRight: 3,
      onlyFirstRight: 1,
      onlySecondRight: 2,
      bothWrong: 0
    )
    let bytes = try JSONEncoder().encode(comparison)
    let json = try JSONSerialization.jsonObject(with: bytes)
    let values = try #require(json as? [String: Any])
    #expect(
      values.keys.sorted() == [
        "bothRight", "bothWrong", "difference", "firstAccuracy", "lower", "midP",
        "onlyFirstRight", "onlySecondRight", "secondAccuracy", "upper",
      ]
    )
    #expect(try JSONDecoder().decode(Interval.self, from: bytes) == comparison?.interval)
  }

  @Test func `the level is shown in percent`() {
    #expect(ConfidenceLevel.standard.percent == "95 %")
  }
}
