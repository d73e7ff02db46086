internal import CorpusIO
internal import LabelingCore
internal import PluginHost
internal import Runs
internal import TextKit

/// The documents that terms are looked for in: their texts, classes and votes.
struct TermSample {
  /// One document.
  struct Document {
    let row: Int
    let id: String
    let pattern: Int
    let words: Phrases
    /// Probability of each class; `nil` where nothing is known.
    let classes: [Double]?
    let isTarget: Bool
  }

  let documents: [Document]
  let usesGold: Bool

  /// More words of one text are not looked at.
  private static let wordLimit = 2000
  /// Fewest gold labels of each of two classes from which they are used.
  private static let leastGold = 10

  /// Reads the corpus again; of many documents a random choice is kept.
  ///
  /// - Parameters:
  ///   - inspection: The corpus.
  ///   - target: Where functions are wanted.
  ///   - takesOthers: Whether documents that are not targets are kept too.
  ///   - limit: Most documents to keep.
  ///   - seed: Where the random choice begins.
  /// - Throws: What reading throws, and a `Diagnostic` for a corpus without texts.
  init(
    _ inspection: Inspection,
    target: TermSuggestions.Target,
    takesOthers: Bool = true,
    limit: Int,
    seed: UInt64
  ) throws {
    let votes = inspection.votes
    var goldCounts = [Int](repeating: 0, count: votes.labelSpace.classCount)
    for gold in inspection.golds where !gold.isAbstain { goldCounts[gold.classIndex] += 1 }
    let usesGold = goldCounts.count { $0 >= Self.leastGold } >= 2
    let sets = BallotSets(of: votes.ballots)
    let isTarget = (0..<votes.patternCount).map { x in
      switch target {
      case .uncovered: votes.entries(of: x).isEmpty
      case .conflicting: votes.isInConflict(x, sets)
      case .both: votes.entries(of: x).isEmpty || votes.isInConflict(x, sets)
      }
    }
    var rows = (0..<votes.rowCount).filter { takesOthers || isTarget[inspection.pattern(of: $0)] }
    if rows.count > limit {
      var generator = SeededGenerator(seed: seed)
      for index in 0..<limit {
        rows.swapAt(index, Int.random(in: index..<rows.count, using: &generator))
      }
      rows.removeSubrange(limit...)
    }
    let wanted = Set(rows)
    var documents: [Document] = []
    documents.reserveCapacity(rows.count)
    var text = Words()
    try inspection.forEachBatch { firstRow, batch in
      guard let texts = batch.texts else {
        throw Diagnostic(
          at: SourceLocation(batch.origin.path),
          "terms are looked for in the text, but there is no field 'text'",
          help: "name it with '--text-field'"
        )
      }
      for index in 0..<batch.count where wanted.contains(firstRow + index) {
        let row = firstRow + index
        let x = inspection.pattern(of: row)
        let gold = inspection.golds[row]
        text.read(batch.documents.bytes[texts[index].range])
        var classes: [Double]?
        if usesGold, !gold.isAbstain {
          classes = (0..<votes.labelSpace.classCount).map { $0 == gold.classIndex ? 1 : 0 }
        } else if !usesGold, !votes.entries(of: x).isEmpty {
          classes = Array(inspection.fit.posteriors[row: x])
        }
        documents.append(
          Document(
            row: row,
            id: batch.documents.string(batch.ids[index]),
            pattern: x,
            words: Phrases(text, limit: Self.wordLimit),
            classes: classes,
            isTarget: isTarget[x]
          )
        )
      }
    }
    self.documents = documents
    self.usesGold = usesGold
  }
}
