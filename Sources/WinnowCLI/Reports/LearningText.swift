internal import Foundation
internal import LabelModels
internal import LabelingCore

/// What the pooled model found in the votes, in words: relatives, independence, gold labels.
enum LearningText {
  /// A line per finding; none where nothing is out of the ordinary.
  static func lines(
    _ facts: LearningFacts,
    voters: [String]
  ) -> [String] {
    var lines = relatives(facts.relatives ?? [], voters)
    lines += (facts.confidence ?? []).map { confidence($0, voters) }
    if let gate = facts.gate, gate.openness > 0 { lines.append(openGate(gate)) }
    if let share = facts.stackedShare, share >= 0.005 {
      lines.append(
        "by the gold labels, vote shares have another \(Formatting.share(share)) of the say"
      )
    }
    return lines
  }

  /// Why Dawid and Skene's model has a say or none.
  static func gate(_ gate: LearningFacts.Gate, voters: [String]) -> String {
    if gate.openness > 0 { return openGate(gate) }
    let reason =
      if gate.isNotApplicable {
        "voters vote several times on a document, or there are too many"
      } else if gate.isDependent {
        "the votes depend on one another (ratio \(number(gate.ratio))"
          + (gate.worstPair.map { ", most '\(voters[$0[0]])' and '\(voters[$0[1]])')" } ?? ")")
      } else {
        "there are too few votes, documents or functions to tell "
          + "(\(number(gate.votesPerParameter)) votes per parameter)"
      }
    return "Dawid-Skene has no say: \(reason)"
  }

  private static func openGate(_ gate: LearningFacts.Gate) -> String {
    "the votes look independent (ratio \(number(gate.ratio))), so Dawid-Skene has "
      + "\(Formatting.share(gate.openness)) of the say"
  }

  /// Relatives in groups, with what each voter counts.
  private static func relatives(
    _ relatives: [LearningFacts.Relatives],
    _ voters: [String]
  ) -> [String] {
    var groups: [Set<Int>] = []
    for relative in relatives {
      let own = Set(relative.others + [relative.voter])
      let met = groups.filter { !$0.isDisjoint(with: own) }
      groups.removeAll { !$0.isDisjoint(with: own) }
      groups.append(met.reduce(own) { $0.union($1) })
    }
    let weights = Dictionary(uniqueKeysWithValues: relatives.map { ($0.voter, $0.weight) })
    return groups.map { $0.sorted() }.sorted { $0.lexicographicallyPrecedes($1) }.map { group in
      let words = group.map { "'\(voters[$0])' \(Formatting.share(weights[$0] ?? 1))" }
      return "relatives, which count less than a vote each: \(words.joined(separator: ", "))"
    }
  }

  /// What the levels of a voter's confidence are worth.
  private static func confidence(
    _ worth: LearningFacts.ConfidenceWorth,
    _ voters: [String]
  ) -> String {
    let name = "'\(voters[worth.voter])'"
    guard !worth.saysNothing else {
      return "\(name): its confidence says nothing (right "
        + "\(Formatting.share(worth.rate)) of the time, whatever it declares)"
    }
    let levels = zip(worth.confidences, worth.rates).map { confidence, rate in
      "\(Formatting.share(confidence)) is right \(Formatting.share(rate))"
    }
    return "\(name): a confidence of \(levels.joined(separator: ", ")) of the time"
  }

  /// Why the worth of levels and estimated accuracies differ; `nil` without levels.
  static func steps(_ facts: LearningFacts) -> String? {
    guard facts.confidence?.isEmpty == false else { return nil }
    return "what a declared confidence is worth is told by the fit; estimated accuracies by the "
      + "final probabilities, into which vote shares are blended"
  }

  /// How gold labels were taken; `nil` without any.
  static func gold(_ facts: LearningFacts) -> String? {
    facts.gold.map { gold in
      let kind =
        switch gold.randomness {
        case 1: "a random sample"
        case 0: "chosen, no random sample"
        default: "partly chosen (\(Formatting.share(gold.randomness)) of a random sample)"
        }
      return "gold labels are taken as \(kind)"
    }
  }

  private static func number(_ value: Double?) -> String {
    value.map { String(format: "%.2f", $0) } ?? "–"
  }
}
