package import LabelingCore

/// Scores of labeled spans against gold spans.
///
/// Strict scores are those of conlleval and seqeval: boundaries and type are right. Partial ones are
/// those of MUC-5 and nervaluate: whatever the type, right boundaries are a hit and an overlap is
/// half of one.
package struct SpanReport: Hashable, Sendable, Codable {
  /// Documents judged.
  package let documents: Int
  /// Strict scores of all types together (micro).
  package let strict: SpanScore
  /// Partial scores of all types together.
  package let partial: SpanScore
  /// How spans stand to each other.
  package let outcomes: SpanOutcomes
  /// Strict scores by type, in the order of the types.
  package let types: [SpanTypeScore]

  /// The strict and partial scores of one type.
  package struct SpanTypeScore: Hashable, Sendable, Codable {
    /// The type.
    package let name: String
    /// Strict scores, of this type alone.
    package let strict: SpanScore
    /// How its spans stand to each other; spans of other types are as not there.
    package let outcomes: SpanOutcomes
  }

  /// Scores labeled spans.
  ///
  /// - Parameters:
  ///   - labeled: The spans of each document.
  ///   - gold: Its gold spans.
  ///   - types: The types of both.
  /// - Complexity: O(spans · (types + log spans)) of each document, and 1,000 replicates of at most
  ///   1,000 groups for each type.
  package init(labeled: [[LabeledSpan]], gold: [[LabeledSpan]], types: LabelSpace) {
    let draws = SpanBootstrap(documentCount: gold.count)
    let none = [SpanHits](repeating: SpanHits(), count: draws.groupCount)
    var (strict, partial) = (none, none)
    var ofType = [[SpanHits]](repeating: none, count: types.classCount)
    var typeOutcomes = [SpanOutcomes](repeating: SpanOutcomes(), count: types.classCount)
    var outcomes = SpanOutcomes()
    for (d, (labeled, gold)) in zip(labeled, gold).enumerated() {
      let group = d % draws.groupCount
      let own = SpanOutcomes(labeled: labeled, gold: gold)
      outcomes += own
      strict[group] += own.strict
      partial[group] += own.partial
      for t in Set((labeled + gold).map(\.type)) {
        let own = SpanOutcomes(
          labeled: labeled.filter { $0.type == t },
          gold: gold.filter { $0.type == t }
        )
        typeOutcomes[Int(t)] += own
        ofType[Int(t)][group] += own.strict
      }
    }
    documents = gold.count
    self.strict = SpanScore(of: strict, draws)
    self.partial = SpanScore(of: partial, draws)
    self.outcomes = outcomes
    self.types = types.classes.enumerated().map { t, name in
      SpanTypeScore(
        name: name,
        strict: SpanScore(of: ofType[t], draws),
        outcomes: typeOutcomes[t]
      )
    }
  }
}
