import LabelingCore
import TestSupport
import Testing
import VoteAnalysis

/// Agreement of ratings, against published values and sums by hand.
struct RatingAgreementTests {
  /// The example of Krippendorff 2011, "Computing Krippendorff's alpha-reliability", part D:
  /// four observers, twelve units, values 1 to 5.
  private static let observers: [[Int?]] = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, nil, nil, nil], [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nil, 3],
    [nil, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nil], [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nil],
  ]

  private static func patterns(images: [Int] = [0, 1, 2, 3, 4]) -> VotePatterns {
    Patterns.of(
      matrix: (0..<12).map { unit in
        observers.map { row in row[unit].map { images[$0 - 1] } ?? -1 }
      },
      classCount: 5
    )
  }

  @Test func `alphas are those that Krippendorff gives`() throws {
    let patterns = Self.patterns()
    let scale = RatingScale(inOrder: patterns.labelSpace)
    let ratings = RatingAgreement(of: patterns, scale: scale)
    #expect(abs(try #require(KrippendorffAlpha.value(of: patterns)) - 0.743) < 5e-4)
    #expect(abs(try #require(ratings.ordinalAlpha) - 0.815) < 5e-4)
    #expect(abs(try #require(ratings.intervalAlpha) - 0.849) < 5e-4)
  }

  @Test func `weighted kappa is one less the ratio of squared distances`() throws {
    var rng = SeededGenerator(seed: 9)
    for _ in 0..<20 {
      let pairs = (0..<30).map { _ in
        (0..<2).map { _ in Int.random(in: 0..<5, using: &rng) }
      }
      let patterns = Patterns.of(matrix: pairs, classCount: 5)
      let value = WeightedKappa.mean(of: patterns, scale: RatingScale(inOrder: patterns.labelSpace))
      var (observed, expected) = (0.0, 0.0)
      for a in pairs {
        observed += Double((a[0] - a[1]) * (a[0] - a[1])) / 30
        for b in pairs { expected += Double((a[0] - b[1]) * (a[0] - b[1])) / 900 }
      }
      #expect(abs(try #require(value) - (1 - observed / expected)) < 1e-9)
    }
  }

  @Test func `perfect agreement is 1, and one rating alone tells nothing`() {
    let alike = Patterns.of(matrix: [[0, 0], [4, 4], [2, 2]], classCount: 5)
    let scale = RatingScale(inOrder: alike.labelSpace)
    #expect(WeightedKappa.mean(of: alike, scale: scale) == 1)
    #expect(KrippendorffAlpha.value(of: alike, metric: .ordinal(scale)) == 1)
    let constant = RatingAgreement(of: Patterns.of(matrix: [[1, 1]], classCount: 5), scale: scale)
    #expect(constant.weightedKappa == nil && constant.ordinalAlpha == nil)
    #expect(constant.intervalAlpha == nil)
  }

  @Test func `numbers are ordered by their values, wherever they stand`() throws {
    let images = [3, 0, 4, 1, 2]
    let plain = Self.patterns()
    let permuted = Self.patterns(images: images)
    var names = [String](repeating: "", count: 5)
    for (value, place) in images.enumerated() { names[place] = "\(value + 1)" }
    let scale = try #require(RatingScale(numbers: LabelSpace(names)))
    let ordered = try #require(RatingScale(numbers: LabelSpace(["1", "2", "3", "4", "5"])))
    #expect(scale.names == ["1", "2", "3", "4", "5"])
    let (a, b) = (
      RatingAgreement(of: plain, scale: ordered), RatingAgreement(of: permuted, scale: scale)
    )
    for (x, y) in [
      (a.weightedKappa, b.weightedKappa), (a.ordinalAlpha, b.ordinalAlpha),
      (a.intervalAlpha, b.intervalAlpha),
    ] { #expect(abs(try #require(x) - (try #require(y))) < 1e-12) }
    #expect(try #require(RatingScale(numbers: LabelSpace(["10", "2", "-1"]))).ranks == [2, 1, 0])
    #expect(RatingScale(numbers: LabelSpace(["1", "good"])) == nil)
    #expect(RatingScale(numbers: LabelSpace(["1", "nan"])) == nil)
  }
}
