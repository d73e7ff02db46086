package import LabelingCore

/// How labeled spans and gold spans of documents stand to each other; counts add up.
///
/// The kinds are those of MUC-5 and nervaluate: each labeled span is judged by the gold span with its
/// boundaries, or else by the first gold span that it overlaps.
package struct SpanOutcomes: Hashable, Sendable, Codable {
  /// Boundaries and type are right.
  package var exact = 0
  /// Boundaries are right, the type is wrong.
  package var wrongType = 0
  /// The type is right, the boundaries overlap.
  package var wrongBoundaries = 0
  /// Boundaries overlap, the type is wrong.
  package var wrongBoth = 0
  /// Labeled spans that overlap no gold span.
  package var invented = 0
  /// Gold spans that no labeled span was judged by.
  package var missed = 0
  /// Gold spans.
  package var gold = 0

  /// Labeled spans.
  package var labeled: Int { exact + wrongType + wrongBoundaries + wrongBoth + invented }

  private enum CodingKeys: String, CodingKey {
    case exact
    case wrongType = "wrong_type"
    case wrongBoundaries = "wrong_boundaries"
    case wrongBoth = "wrong_both"
    case invented
    case missed
    case gold
  }

  /// No spans.
  package init() {}

  /// Compares the spans of a document.
  ///
  /// - Complexity: O((labeled + gold) log gold).
  package init(labeled: [LabeledSpan], gold: [LabeledSpan]) {
    let gold = Set(gold).sorted()
    let labeled = Set(labeled)
    self.gold = gold.count
    var place: [Range<Int32>: Int] = [:]
    for (index, span) in gold.enumerated().reversed() { place[span.start..<span.end] = index }
    // How far the gold spans up to each reach; the first that reaches beyond the start of a span is
    // the first that may overlap it, as the ones behind begin later still.
    var reach: [Int32] = []
    for span in gold { reach.append(max(reach.last ?? 0, span.end)) }
    func firstOverlap(of span: LabeledSpan) -> Int? {
      var (low, high) = (0, gold.count)
      while low < high {
        let middle = (low + high) / 2
        if reach[middle] <= span.start { low = middle + 1 } else { high = middle }
      }
      return low < gold.count && gold[low].overlaps(span) ? low : nil
    }
    var judging: Set<Int> = []
    for span in labeled.sorted() {
      // Gold spans of the same boundaries follow each other, one a type.
      let equal = place[span.start..<span.end]
      if let index = gold[(equal ?? gold.count)...].prefix(while: { $0.hasBoundaries(of: span) })
        .firstIndex(of: span)
      {
        exact += 1
        judging.insert(index)
      } else if let index = equal ?? firstOverlap(of: span) {
        judging.insert(index)
        switch (gold[index].hasBoundaries(of: span), gold[index].type == span.type) {
        case (true, _): wrongType += 1
        case (false, true): wrongBoundaries += 1
        case (false, false): wrongBoth += 1
        }
      } else {
        invented += 1
      }
    }
    missed = gold.count - judging.count
  }

  /// Adds counts.
  package static func += (left: inout SpanOutcomes, right: SpanOutcomes) {
    left.exact += right.exact
    left.wrongType += right.wrongType
    left.wrongBoundaries += right.wrongBoundaries
    left.wrongBoth += right.wrongBoth
    left.invented += right.invented
    left.missed += right.missed
    left.gold += right.gold
  }

  /// Hits among labeled and among true spans; only exact ones are hits.
  var strict: SpanHits {
    SpanHits(hits: Double(exact), labeled: Double(labeled), gold: Double(gold))
  }

  /// The same where spans with right boundaries are hits, and others that overlap are half hits.
  var partial: SpanHits {
    SpanHits(
      hits: Double(exact + wrongType) + 0.5 * Double(wrongBoundaries + wrongBoth),
      labeled: Double(labeled),
      gold: Double(labeled - invented + missed)
    )
  }
}

/// Hits among labeled and among gold spans.
struct SpanHits: Sendable {
  var hits = 0.0
  var labeled = 0.0
  var gold = 0.0

  static func += (left: inout SpanHits, right: SpanHits) {
    left.hits += right.hits
    left.labeled += right.labeled
    left.gold += right.gold
  }

  var precision: Double? { labeled > 0 ? hits / labeled : nil }
  var recall: Double? { gold > 0 ? hits / gold : nil }
  var f1: Double? { labeled + gold > 0 ? 2 * hits / (labeled + gold) : nil }
}
