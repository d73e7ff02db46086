import Foundation
import LabelModels
import LabelingCore
import TestSupport
import Testing

/// A reference case of another implementation.
struct Oracle {
  let id: String
  let content: [String: Any]

  static func all(_ file: String) throws -> [Oracle] {
    let data = Data(try Fixture.bytes("\(file).json"))
    let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    let cases = object?["cases"] as? [[String: Any]] ?? []
    return cases.map { Oracle(id: $0["id"] as? String ?? "", content: $0) }
  }

  static func named(_ id: String, in file: String) throws -> Oracle {
    try #require(try all(file).first { $0.id == id })
  }

  subscript(key: String) -> Any? { content[key] }

  var expected: [String: Any] { content["expected"] as? [String: Any] ?? [:] }
  var parameters: [String: Any] { content["params"] as? [String: Any] ?? [:] }
  var posteriors: [String: [String: Double]] {
    expected["posteriors"] as? [String: [String: Double]] ?? [:]
  }
  var labels: [String: String] { expected["labels"] as? [String: String] ?? [:] }
  var skills: [String: Double] { expected["skills"] as? [String: Double] ?? [:] }
  var tolerance: Double {
    let tolerances = content["tolerance"] as? [String: Double] ?? [:]
    return tolerances["atol"] ?? tolerances["rtol"] ?? 1e-6
  }

  /// The case's votes, items in order of first appearance, classes sorted.
  func votes(gold: [String: String] = [:]) -> (votes: VotePatterns, items: [String]) {
    let records = content["votes"] as? [[String: Any]] ?? []
    let words = records.map { record in
      ["item", "lf", "label"].map { Self.word(record[$0]) }
    }
    let (votes, items) = Patterns.of(answers: words.map { ($0[0], $0[1], $0[2]) }, gold: gold)
    return (votes, items)
  }

  /// The case's matrix.
  func matrix(classCount: Int) -> VotePatterns {
    Patterns.of(matrix: content["matrix"] as? [[Int]] ?? [], classCount: classCount)
  }

  /// A label as text; the suites have booleans among them.
  private static func word(_ value: Any?) -> String {
    guard let number = value as? NSNumber else { return value.map { "\($0)" } ?? "" }
    let isBoolean = String(cString: number.objCType) == "c"
    return isBoolean ? (number.boolValue ? "True" : "False") : "\(number)"
  }

  /// Compares posteriors and labels of a fit with the expected ones.
  func compare(
    _ soft: SoftLabels,
    of votes: VotePatterns,
    items: [String],
    ties: TieBreaking = .first,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    for (row, item) in items.enumerated() {
      let pattern = Int(votes.patternOfRow[row])
      for (name, value) in posteriors[item] ?? [:] {
        guard let vote = votes.labelSpace.vote(for: name) else { continue }
        let found = Array(soft[row: pattern])[vote.classIndex]
        #expect(
          abs(found - value) <= tolerance,
          "\(id) \(item) \(name): \(found) for \(value)",
          sourceLocation: sourceLocation
        )
      }
      if let label = labels[item] {
        let found = votes.labelSpace.name(of: ties.label(of: soft[row: pattern]))
        #expect(found == label, "\(id) \(item)", sourceLocation: sourceLocation)
      }
    }
  }
}
