package import LabelingCore

/// Strict F1 of a model of spans on gold documents that it did not see, next to simple rules.
package struct SpanCheck: Hashable, Sendable, Codable {
  /// Strict scores of a way to label.
  package struct Entry: Hashable, Sendable, Codable {
    /// Its name.
    package let name: String
    /// Its scores.
    package let score: SpanScore
    /// Interval of the model's F1 less its F1, of the same documents; `nil` for the model.
    package let difference: Interval?
  }

  /// Gold documents.
  package let documents: Int
  /// The model first, then the rules.
  package let entries: [Entry]

  /// The rule that is better than the model beyond chance, the best of several; `nil` without any.
  package var betterRule: Entry? {
    entries.dropFirst().filter { ($0.difference?.upper ?? 0) < 0 }
      .max { ($0.score.f1 ?? 0) < ($1.score.f1 ?? 0) }
  }

  /// Compares labels.
  ///
  /// - Parameters:
  ///   - labels: Names and the spans of each document, the model's first.
  ///   - gold: The gold spans of each document.
  package init(_ labels: [(name: String, spans: [[LabeledSpan]])], gold: [[LabeledSpan]]) {
    let draws = SpanBootstrap(documentCount: gold.count)
    let hits = labels.map { labels in
      var groups = [SpanHits](repeating: SpanHits(), count: draws.groupCount)
      for (d, (labeled, gold)) in zip(labels.spans, gold).enumerated() {
        groups[d % draws.groupCount] += SpanOutcomes(labeled: labeled, gold: gold).strict
      }
      return groups
    }
    documents = gold.count
    entries = labels.indices.map { index in
      Entry(
        name: labels[index].name,
        score: SpanScore(of: hits[index], draws),
        difference: index == 0 ? nil : draws.differenceOfF1(hits[0], hits[index])
      )
    }
  }
}
