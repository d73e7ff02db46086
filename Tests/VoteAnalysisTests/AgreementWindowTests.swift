import LabelingCore
import TestSupport
import Testing
import VoteAnalysis

/// Agreement over time, against numbers that Python computes from the definitions.
///
///     def row(i):
///         a = i * 7 % 3
///         return [a, a if i < 20 or i % 2 == 0 else (a + 1) % 3,
///                 None if i % 4 == 3 else (a if i % 5 else (a + 2) % 3)]
///
/// Agreement is the share of pairs of a row's answers that are equal, of `rows[10*w:10*w+10]`;
/// alpha is 1 - D_o / D_e of the coincidence matrix of the same rows; the weighted kappa of the
/// first two is 1 - mean((x-y)**2 for x, y in zip(a, b)) / mean((x-y)**2 for x in a for y in b).
struct AgreementWindowTests {
  private static let rows: [[Int]] = (0..<40).map { i in
    let a = i * 7 % 3
    return [
      a, i < 20 || i % 2 == 0 ? a : (a + 1) % 3, i % 4 == 3 ? -1 : i % 5 != 0 ? a : (a + 2) % 3,
    ]
  }

  private static func isNear(_ value: Double?, _ expected: Double) -> Bool {
    value.map { abs($0 - expected) < 1e-6 } ?? false
  }

  @Test func `agreement in consecutive parts shows who drifts, and from when on`() {
    let patterns = Patterns.of(matrix: Self.rows, classCount: 3)
    let windows = AgreementWindow.consecutive(of: patterns, inOrder: Array(0..<40))
    #expect(windows.map(\.rowCount) == [10, 10, 10, 10])
    let agreements = [0.846154, 0.916667, 0.576923, 0.625]
    let alphas = [0.793103, 0.892562, 0.327586, 0.355372]
    let voters = [
      [0.888889, 0.888889, 0.75], [0.941176, 0.941176, 0.857143], [0.611111, 0.5, 0.625],
      [0.647059, 0.529412, 0.714286],
    ]
    for (index, window) in windows.enumerated() {
      #expect(Self.isNear(window.agreement, agreements[index]))
      #expect(Self.isNear(window.krippendorffAlpha, alphas[index]))
      for (voter, expected) in voters[index].enumerated() {
        #expect(Self.isNear(window.voters[voter], expected))
      }
    }
  }

  @Test func `rows of one voter are left out, and few rows make no parts`() {
    var rows = Self.rows
    for row in 0..<8 { rows[row] = [row % 3, -1, -1] }
    let patterns = Patterns.of(matrix: rows, classCount: 3)
    let windows = AgreementWindow.consecutive(of: patterns, inOrder: Array(0..<40))
    #expect(windows.map(\.rowCount) == [10, 11, 11])
    #expect(AgreementWindow.consecutive(of: patterns, inOrder: Array(0..<27)).isEmpty)
  }

  @Test func `the order of the rows is the order of the parts`() {
    let patterns = Patterns.of(matrix: Self.rows, classCount: 3)
    let forth = AgreementWindow.consecutive(of: patterns, inOrder: Array(0..<40))
    let back = AgreementWindow.consecutive(of: patterns, inOrder: (0..<40).reversed())
    #expect(back.map(\.agreement) == forth.map(\.agreement).reversed())
  }

  @Test func `quadratic weighted kappa of two is what its definition gives`() {
    let rows = Self.rows.map { Array($0.prefix(2)) }
    let patterns = Patterns.of(matrix: rows, classCount: 3)
    let value = WeightedKappa.mean(of: patterns, scale: RatingScale(inOrder: patterns.labelSpace))
    #expect(Self.isNear(value, 0.6415094))
  }

  @Test func `a summary says how many pairs its mean kappa leaves out`() {
    // The first two gave one class only, alike; the third differs from both once.
    let rows = [[1, 1, 1], [1, 1, 0], [1, 1, 1], [1, 1, -1]]
    let summary = AgreementSummary(of: Patterns.of(matrix: rows, classCount: 2))
    #expect(summary.pairs.count == 3)
    #expect(summary.pairsWithoutKappa == 1)
    #expect(Self.isNear(summary.meanCohenKappa, 0))
    // Voter 1 and 2 share four rows and agree on all, and three rows with the third, two alike.
    #expect(Self.isNear(summary.voters[0].othersAgreement, 6.0 / 7))
    #expect(Self.isNear(summary.voters[2].othersAgreement, 4.0 / 6))
  }
}
