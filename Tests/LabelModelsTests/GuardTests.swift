import Foundation
import LabelModels
import LabelingCore
import TestSupport
import Testing

struct GuardTests {
  private static func votes(_ rows: [[Int16]], classes: Int = 2) -> VotePatterns {
    var builder = VotePatterns.Builder(
      voters: (0..<(rows.first?.count ?? 0)).map { "lf\($0)" },
      labelSpace: .numbered(classes)
    )
    for row in rows { row.withUnsafeBufferPointer { builder.append($0) } }
    return builder.finish()
  }

  private func repeated(_ rows: [[Int16]], _ count: Int) -> [[Int16]] {
    (0..<count).flatMap { _ in rows }
  }

  @Test
  func `two functions, silent ones, unvoted classes and documents are reported`() {
    let warnings = VoteGuards.warnings(
      about: Self.votes([[0, 1, -1], [1, 1, -1]] + repeated([[-1, -1, -1]], 3), classes: 3)
    )
    #expect(warnings.contains(.tooFewFunctions(count: 2)))
    #expect(warnings.contains(.silentFunctions(["lf2"])))
    #expect(warnings.contains(.unvotedClasses(["2"])))
    #expect(warnings.contains(.mostlyUnvoted(share: 0.6)))
  }

  @Test
  func `functions without a document in common are reported`() {
    let rows: [[Int16]] = [
      [0, 1, -1, -1, -1], [1, 1, -1, -1, -1], [-1, -1, 0, 0, -1], [-1, -1, 1, 0, -1],
      [-1, -1, -1, -1, 1],
    ]
    let warnings = VoteGuards.warnings(about: Self.votes(rows))
    #expect(warnings.contains(.isolatedFunctions(["lf4"])))
    #expect(warnings.contains(.disconnectedFunctions([["lf0", "lf1"], ["lf2", "lf3"]])))
  }

  @Test
  func `copies, constant functions, full coverage and one-class functions are reported`() {
    let rows = repeated([[0, 0, 1, 0], [1, 1, 1, 1], [0, 0, 1, 1]], 10)
    let warnings = VoteGuards.warnings(about: Self.votes(rows))
    #expect(warnings.contains(.nearCopies(first: "lf0", second: "lf1", similarity: 1)))
    #expect(warnings.contains(.constantFunctions(["lf2"])))
    #expect(warnings.contains(.fullCoverage))
    let single = VoteGuards.warnings(
      about: Self.votes([[0, -1, 1], [-1, 0, 1], [0, -1, -1], [-1, 0, -1]])
    )
    #expect(single.contains(.oneClassFunctionsOnly))
    #expect(!single.contains(.fullCoverage))
    // A set of classes is no class: what functions say of it can agree without being the same.
    let sets = VoteGuards.warnings(
      about: Patterns.of(
        ballots: [[(0, [0, 1], nil), (2, [2], nil)], [(1, [1], nil)], [(0, [0, 1], nil)]],
        voterCount: 3,
        classCount: 3
      )
    )
    #expect(!sets.contains(.oneClassFunctionsOnly))
  }

  @Test
  func `sound votes give no warning`() throws {
    let rows: [[Int16]] = (0..<400).map { index in
      (0..<5).map { j in
        if (index * 7 + j * 13) % 10 < 3 { return -1 }
        let isRight = (index * 11 + j * 17) % 23 < 19
        return Int16(isRight ? index % 2 : 1 - index % 2)
      }
    }
    let votes = Self.votes(rows)
    #expect(VoteGuards.warnings(about: votes) == [])
    let fitted = try PooledLabelModel().fitted(to: votes)
    let soft = try fitted.posteriors(of: votes)
    #expect(FitGuards.warnings(about: fitted, votes: votes, posteriors: soft) == [])
    #expect(try AlternativeFits.find(in: votes) == nil)
  }

  @Test
  func `a function that contradicts the rest and a wrong balance are reported`() throws {
    let rows: [[Int16]] = (0..<300).map { index in
      let truth = Int16(index % 10 < 3 ? 1 : 0)
      let noise = Int16(index % 7 == 0 ? 1 - truth : truth)
      return [truth, truth, noise, 1 - truth]
    }
    let votes = Self.votes(rows)
    let fitted = try PooledLabelModel().fitted(to: votes)
    let warnings = FitGuards.warnings(
      about: fitted,
      votes: votes,
      posteriors: try fitted.posteriors(of: votes),
      declaredBalance: [0.1, 0.9]
    )
    #expect(warnings.contains { $0.code == "contradicting-function" && $0.functions == ["lf3"] })
    #expect(warnings.count { $0.code == "balance-far-from-declared" } == 2)
  }

  @Test
  func `a set that turns to one class is reported`() throws {
    let votes = Self.votes(repeated([[0, 0, -1], [1, -1, 1]], 50))
    let fitted = try MajorityVote().fitted(to: votes)
    let soft = SoftLabels(classCount: 2, values: [0.9, 0.1, 0.8, 0.2])
    let warnings = FitGuards.warnings(about: fitted, votes: votes, posteriors: soft)
    #expect(warnings == [.collapsed(className: "0", share: 1, majorityShare: 0.5)])
  }

  @Test
  func `two conflicting votes on most documents are two readings, and the documents are named`()
    throws
  {
    let rows = repeated([[0, 1, -1], [1, 0, -1]], 60) + repeated([[0, 0, 0], [1, 1, 1]], 5)
    let votes = Self.votes(rows)
    let readings = try #require(try AlternativeFits.find(in: votes))
    #expect(readings.question == .voters(first: 0, second: 1))
    #expect(readings.documents == 120)
    #expect((1...20).contains(readings.goldNeeded))
    #expect(readings.documentsToLabel(4) == [0, 1, 2, 3])
    #expect(readings.warning.code == "two-readings")

    // As many gold labels as it asks for decide between the readings.
    var builder = VotePatterns.Builder(voters: votes.voters, labelSpace: votes.labelSpace)
    let asked = Set(readings.documentsToLabel(readings.goldNeeded))
    for (index, row) in rows.enumerated() {
      let gold = asked.contains(index) ? Vote(classIndex: Int(row[1])) : .abstain
      row.withUnsafeBufferPointer { builder.append($0, gold: gold) }
    }
    let labeled = builder.finish()
    let soft = try PooledLabelModel().fitted(to: labeled).posteriors(of: labeled)
    let last = Int(labeled.patternOfRow[119])
    #expect(labeled.gold[last].isAbstain)
    #expect(TieBreaking.abstain.label(of: soft[row: last]) == Vote(classIndex: Int(rows[119][1])))
  }

  @Test
  func `warnings are one line of words and one JSON object`() throws {
    let warning = LabelModelWarning.nearCopies(first: "a", second: "b", similarity: 0.975)
    #expect(
      warning.description.hasPrefix("warning: 'a' and 'b' vote alike on 97.5 % of their documents")
    )
    let data = try JSONEncoder().encode(warning)
    let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    #expect(object?["code"] as? String == "near-copies")
    #expect(object?["functions"] as? [String] == ["a", "b"])
    #expect((object?["values"] as? [String: Double])?["similarity"] == 0.975)
  }
}
