import Foundation
import LabelingCore
import TestSupport
import Testing
import VoteAnalysis

struct AnalysisColumnTests {
  @Test func `every column has a key of its own, and JSON has each that something is known for`()
    throws
  {
    let keys = AnalysisColumn.all.map(\.key)
    #expect(Set(keys).count == keys.count)
    let patterns = Patterns.of(
      matrix: [[0, 0], [0, 1], [1, 1]],
      classCount: 2,
      gold: [0, 0, 1]
    )
    let voter = VoteSummary(of: patterns).voters[0]
    let json = try JSONSerialization.jsonObject(with: JSONEncoder().encode(voter))
    #expect((json as? [String: Any])?.keys.sorted() == keys.sorted())
  }

  @Test func `columns of gold are left out where there is none`() {
    let headings = AnalysisColumn.columns(of: .analyze, hasGold: false).map(\.heading)
    #expect(headings == ["function", "classes", "votes", "coverage", "overlaps", "conflicts"])
    #expect(AnalysisColumn.columns(of: .dev, hasGold: true).last?.key == "accuracy_interval")
  }
}
