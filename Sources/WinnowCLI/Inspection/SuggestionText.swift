internal import Foundation
internal import Inspection
internal import LabelingCore

/// Where the next function could be written, in words and tables.
enum SuggestionText {
  /// The terms with functions to paste, then the groups of uncovered documents.
  static func lines(
    _ terms: TermSuggestions,
    _ groups: DocumentClusters?,
    typical: [InspectedDocument],
    target: TermSuggestions.Target,
    labels: LabelKind = .one
  ) -> [StyledText] {
    let wanted =
      switch (target, labels) {
      case (.uncovered, .one): "without votes"
      case (.conflicting, .one): "with votes in conflict"
      case (.both, .one): "without votes or with votes in conflict"
      case (.uncovered, .several): "where nobody speaks of some class"
      case (.conflicting, .several): "where votes contradict each other on some class"
      case (.both, .several): "where nobody speaks of some class, or votes contradict each other"
      }
    let source = terms.usesGold ? "gold labels" : "the model's probabilities, which may be wrong"
    var lines = [
      StyledText(
        "classes by \(source); support in \(Formatting.count(terms.targetCount, "document")) "
          + "\(wanted)"
      ),
      StyledText(),
    ]
    if terms.suggestions.isEmpty {
      lines.append("no term passes; '--min-precision' and '--min-support' ask for less")
    } else {
      lines += table(terms).lines() + [""]
      lines += terms.suggestions.map(\.swift)
    }
    lines += [
      "",
      "\(Formatting.count(terms.testCount, "test")); z of "
        + "\(String(format: "%.1f", terms.threshold)) and more keeps the "
        + "chance of any false find under 5 % (Bonferroni)",
    ]
    if terms.duplicateCount > 0 {
      lines.append(
        "\(Formatting.count(terms.duplicateCount, "term")) left out: a function matches their "
          + "documents"
      )
    }
    if let groups { lines += [""] + self.groups(groups, typical) }
    return lines
  }

  private static func table(_ terms: TermSuggestions) -> TextTable {
    var table = TextTable([
      ("term", .left), ("class", .left), ("z", .right), ("support", .right),
      (terms.usesGold ? "precision" : "estimated precision", .right),
      (Formatting.intervalHeading, .left),
      ("of", .right), ("examples", .left),
    ])
    for term in terms.suggestions {
      table.add([
        term.term, term.vote, String(format: "%.1f", term.zScore), "\(term.support)",
        Formatting.share(term.precision),
        Formatting.interval(term.precisionInterval),
        String(format: "%.0f", term.judgedCount),
        term.examples.map { PlainText.line($0, limit: 30) }.joined(separator: " "),
      ])
    }
    return table
  }

  private static func groups(
    _ groups: DocumentClusters,
    _ typical: [InspectedDocument]
  ) -> [String] {
    guard !groups.clusters.isEmpty else { return ["too few uncovered documents to sort"] }
    var lines = ["uncovered documents by what they are about (\(groups.documentCount) looked at)"]
    for (cluster, document) in zip(groups.clusters, typical) {
      let words = cluster.words.joined(separator: ", ")
      lines.append(
        "\(Formatting.count(cluster.count, "document")), cohesion "
          + "\(Formatting.share(cluster.cohesion)): \(words)"
      )
      let text = PlainText.line(document.text ?? "", limit: 76)
      lines.append("  \(PlainText.line(document.id, limit: 30)): \(text)")
    }
    return lines
  }
}

/// Suggestions for machines.
struct SuggestionReport: Encodable {
  let terms: TermSuggestions
  let clusters: DocumentClusters?
}
