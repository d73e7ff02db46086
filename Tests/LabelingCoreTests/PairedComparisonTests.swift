import LabelingCore
import Testing

struct PairedComparisonTests {
  /// Airway hyper-responsiveness of 21 children, before and after stem cell transplantation:
  /// mid-p 0.039 and interval −0.507 to −0.026 in Fagerland, Lydersen & Laake 2014,
  /// doi:10.1002/sim.6148.
  @Test func `the published example is reproduced`() throws {
    let comparison = try #require(
      PairedComparison(bothRight: 1, onlyFirstRight: 1, onlySecondRight: 7, bothWrong: 12)
    )
    #expect(abs(comparison.difference - 0.285_714) < 1e-6)
    #expect(abs(comparison.interval.lower - 0.025_559) < 1e-6)
    #expect(abs(comparison.interval.upper - 0.506_920) < 1e-6)
    #expect(abs(comparison.midP - 0.039_062_5) < 1e-12)
  }

  /// From exact fractions in Python.
  @Test(arguments: [
    (0, 5, 0.03125), (3, 4, 0.726_562_5), (20, 45, 0.001_858_230_307_565_8),
    (400, 500, 0.000_854_195_536_197_7), (2000, 2300, 4.735_106_847_306_546e-6), (6, 6, 1),
    (0, 0, 1),
  ])
  func `the mid-p value is exact`(first: Int, second: Int, expected: Double) throws {
    for (a, b) in [(first, second), (second, first)] {
      let comparison = try #require(
        PairedComparison(bothRight: 10, onlyFirstRight: a, onlySecondRight: b, bothWrong: 10)
      )
      #expect(abs(comparison.midP - expected) <= 1e-9 * expected)
    }
  }

  @Test func `the interval covers the true difference about as often as it says`() throws {
    var generator = SeededGenerator(seed: 5)
    // Shares of both right, only first, only second, both wrong.
    for shares in [[0.7, 0.1, 0.15, 0.05], [0.9, 0.02, 0.03, 0.05], [0.3, 0.2, 0.2, 0.3]] {
      var covered = 0
      for _ in 0..<1000 {
        var counts = [0, 0, 0, 0]
        for _ in 0..<80 {
          var place = Double.random(in: 0..<1, using: &generator)
          var cell = 0
          while cell < 3, place >= shares[cell] {
            place -= shares[cell]
            cell += 1
          }
          counts[cell] += 1
        }
        let comparison = try #require(
          PairedComparison(
            bothRight: counts[0],
            onlyFirstRight: counts[1],
            onlySecondRight: counts[2],
            bothWrong: counts[3]
          )
        )
        let truth = shares[2] - shares[1]
        if comparison.interval.lower <= truth, truth <= comparison.interval.upper { covered += 1 }
        #expect(comparison.interval.lower <= comparison.difference)
        #expect(comparison.difference <= comparison.interval.upper)
      }
      #expect(covered > 925, "\(shares)")
    }
  }

  @Test func `no document gives no comparison`() {
    #expect(
      PairedComparison(bothRight: 0, onlyFirstRight: 0, onlySecondRight: 0, bothWrong: 0) == nil
    )
  }
}
