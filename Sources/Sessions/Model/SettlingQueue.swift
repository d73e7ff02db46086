internal import LabelingCore

/// What an annotator settles: disagreements, and then what was only flagged.
package struct SettlingQueue: Hashable, Sendable {
  /// Numbers of the documents that are still to be settled, in their order.
  package private(set) var open: [Int] = []
  /// Numbers of those that are settled.
  package private(set) var settled: [Int] = []

  /// A queue in which there is nothing.
  package init() {}

  /// Puts each document into the queue once.
  package init(_ disagreements: [Disagreement], _ flagged: [FlaggedDocument]) {
    var seen: Set<Int> = []
    let all =
      disagreements.map { ($0.document, $0.adjudication) }
      + flagged.map { ($0.document, $0.adjudication) }
    for (document, adjudication) in all where seen.insert(document).inserted {
      if adjudication == nil { open.append(document) } else { settled.append(document) }
    }
  }

  /// Counts a document as settled that is still to be settled.
  package mutating func settle(_ document: Int) {
    guard let place = open.firstIndex(of: document) else { return }
    settled.append(open.remove(at: place))
  }
}
