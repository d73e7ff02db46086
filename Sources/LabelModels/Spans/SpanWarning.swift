package import LabelingCore

/// What a model of spans cannot know from its votes, or what looks wrong about them.
package enum SpanWarning: Hashable, Sendable {
  /// Fewer than two functions vote: nothing tells their right spans from their wrong ones.
  case tooFewFunctions(count: Int)
  /// Functions that never vote.
  case silentFunctions([String])
  /// Functions whose votes never overlap those of others.
  case isolatedFunctions([String])
  /// Functions whose boundaries others hardly ever have.
  case oddBoundaries([String])
  /// Types that nobody votes for.
  case unvotedTypes([String])
  /// In many islands one vote lies inside another, and labels are disjoint.
  case nestedVotes(share: Double)
  /// On gold a simple rule does better than the model, beyond chance.
  case worseThanRule(name: String, rule: Double, model: Double, documents: Int)

  /// Nested votes are common above this share of the islands.
  private static let nestedShare = 0.2

  /// What votes cannot show.
  package static func all(of model: any FittedSpanModel) -> [SpanWarning] {
    let facts = model.facts
    func names(_ isSo: (SpanFacts.Voter) -> Bool) -> [String] {
      zip(model.voters, facts.voters).filter { isSo($0.1) }.map(\.0)
    }
    let voting = facts.voters.count { $0.voteCount > 0 }
    var warnings: [SpanWarning] = []
    if voting < 2 { warnings.append(.tooFewFunctions(count: voting)) }
    let silent = names { $0.voteCount == 0 }
    if !silent.isEmpty { warnings.append(.silentFunctions(silent)) }
    let isolated = names { $0.voteCount > 0 && $0.confirmed == 0 }
    if !isolated.isEmpty, voting > 1 { warnings.append(.isolatedFunctions(isolated)) }
    let odd = names { SpanEvidence.areOdd(equal: Double($0.equal), of: Double($0.confirmed)) }
    if !odd.isEmpty { warnings.append(.oddBoundaries(odd)) }
    let unvoted = model.types.classes.indices.filter { t in
      facts.voters.allSatisfy { $0.votes[t] == 0 }
    }
    if !unvoted.isEmpty { warnings.append(.unvotedTypes(unvoted.map { model.types.classes[$0] })) }
    let nested = facts.islands > 0 ? Double(facts.nestedIslands) / Double(facts.islands) : 0
    if nested > nestedShare { warnings.append(.nestedVotes(share: nested)) }
    return warnings
  }

  /// The warning in words.
  package var diagnostic: Diagnostic {
    switch self {
    case .tooFewFunctions(let count):
      Diagnostic(
        severity: .warning,
        "the votes of \(Formatting.count(count, "function")) cannot tell right spans from wrong ones",
        help: "write more functions that mark the same things in other ways"
      )
    case .silentFunctions(let names):
      Diagnostic(
        severity: .warning,
        "\(Self.list(names)) \(Formatting.verb(names.count, "marks", "mark")) nothing",
        help: "leave \(names.count == 1 ? "it" : "them") out, or look why"
      )
    case .isolatedFunctions(let names):
      Diagnostic(
        severity: .warning,
        "spans of \(Self.list(names)) never overlap those of others",
        notes: ["nothing confirms them, so all their spans get the same probability"],
        help: "write a function that marks some of the same spans, or check them against gold"
      )
    case .oddBoundaries(let names):
      Diagnostic(
        severity: .warning,
        "others hardly ever mark the same boundaries as \(Self.list(names))",
        notes: ["their boundaries count little"],
        help: "look at what they mark beyond or short of the others"
      )
    case .unvotedTypes(let types):
      Diagnostic(
        severity: .warning,
        "nobody marks a span of type \(Self.list(types))",
        help: "no label will be of \(types.count == 1 ? "this type" : "these types")"
      )
    case .nestedVotes(let share):
      Diagnostic(
        severity: .warning,
        "\(Formatting.percent(share)) of the places with votes have spans inside others",
        notes: ["labels are disjoint, so of nested spans one stays"],
        help:
          "if your entities are nested, fit the functions of each layer alone, with '--functions'"
      )
    case .worseThanRule(let name, let rule, let model, let documents):
      Diagnostic(
        severity: .warning,
        "on \(Formatting.count(documents, "gold document")) '\(name)' has F1 "
          + "\(Formatting.share(rule)), the model \(Formatting.share(model)), beyond chance",
        help: "fit with '--model \(name)'"
      )
    }
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(10).map { "'\($0)'" }.joined(separator: ", ")
    return names.count > 10 ? "\(shown) and \(names.count - 10) more" : shown
  }
}
