import LabelingCore
import TestSupport
import Testing
import VoteAnalysis

/// Against crowd-kit's metrics.
struct AgreementOracleTests {
  struct Oracle: Decodable {
    struct Answer: Decodable {
      var item: String
      var lf: String
      var label: String
    }
    struct ByVoter: Decodable {
      var overall: Double
      var by_lf: [String: Double]
    }
    enum Expected: Decodable {
      case value(Double)
      case byName([String: Double])
      case byVoter(ByVoter)

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let value = try? container.decode(Double.self) {
          self = .value(value)
        } else if let values = try? container.decode([String: Double].self) {
          self = .byName(values)
        } else {
          self = .byVoter(try container.decode(ByVoter.self))
        }
      }
    }
    struct Tolerance: Decodable { var atol: Double }
    struct Case: Decodable {
      var id: String
      var method: String
      var votes: [Answer]
      var weights: [String: Double]?
      var gold: [String: String]?
      var expected: Expected
      var tolerance: Tolerance
    }
    var cases: [Case]
  }

  @Test func `agrees with the reference values`() throws {
    for oracle in try Fixture.decoded("agreement.json", as: Oracle.self).cases {
      let (patterns, items) = Patterns.of(
        answers: oracle.votes.map { ($0.item, $0.lf, $0.label) },
        gold: oracle.gold ?? [:]
      )
      let actual = values(oracle, patterns, items)
      let expected: [String: Double] =
        switch oracle.expected {
        case .value(let value): ["": value]
        case .byName(let values): values
        case .byVoter(let values): values.by_lf.merging(["": values.overall]) { value, _ in value }
        }
      #expect(Set(actual.keys) == Set(expected.keys), "\(oracle.id)")
      for (name, value) in expected {
        let difference = abs((actual[name] ?? .nan) - value)
        #expect(difference <= oracle.tolerance.atol, "\(oracle.id) \(name): \(actual)")
      }
    }
  }

  private func values(
    _ oracle: Oracle.Case,
    _ patterns: VotePatterns,
    _ items: [String]
  ) -> [String: Double] {
    let voters = patterns.voters
    let skills = oracle.weights.map { weights in voters.map { weights[$0] ?? 0 } }
    var values: [String: Double] = [:]
    switch oracle.method {
    // crowd-kit takes the first of tied classes.
    case "consistency": values[""] = Consistency.mean(of: patterns, ties: .first)
    case "vote_entropy": values[""] = VoteEntropy.mean(of: patterns, skills: skills)
    case "vote_entropy_by_item":
      let entropies = VoteEntropy.ofPatterns(patterns, skills: skills)
      for (item, x) in zip(items, patterns.patternOfRow) { values[item] = entropies[Int(x)] }
    case "vote_entropy_by_lf":
      for (name, entropy) in zip(voters, VoteEntropy.ofVoters(patterns)) { values[name] = entropy }
    case "krippendorff_alpha_nominal": values[""] = KrippendorffAlpha.value(of: patterns)
    case "vote_accuracy":
      let summary = VoteSummary(of: patterns).voters
      let judged = summary.reduce(0) { $0 + $1.correctCount + $1.incorrectCount }
      values[""] = Double(summary.reduce(0) { $0 + $1.correctCount }) / Double(judged)
      for voter in summary { values[voter.name] = voter.accuracy }
    case "vote_accuracy_vs_majority":
      let agreement = MajorityAgreement(of: patterns, ties: .first)
      values[""] = agreement.share
      for (j, name) in voters.enumerated() { values[name] = agreement.share(ofVoter: j) }
    default: Issue.record("unknown method \(oracle.method)")
    }
    return values
  }
}
