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
    /// Probability of each class, which add up to 1 unless documents have several; `nil` where
    /// nothing is known.
    let classes: [Double]?
    /// Whether a new function is wanted for it.
    let isTarget: Bool
    /// For which classes one is wanted, where documents have several; empty where they have one.
    let wantedClasses: Set<Int>

    /// Whether a new function for a class is wanted for it.
    func isTarget(ofClass index: Int, _ labels: LabelKind) -> Bool {
      labels == .one ? isTarget : wantedClasses.contains(index)
    }
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
    for gold in inspection.golds {
      for c in inspection.labelList.classes(of: gold) ?? [] { goldCounts[c] += 1 }
    }
    let usesGold = goldCounts.count { $0 >= Self.leastGold } >= 2
    let sets = BallotSets(of: votes)
    let wantedClasses = (0..<votes.patternCount).map { x in
      votes.kind == .one ? [] : Self.classes(of: x, in: votes, wantedBy: target)
    }
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
          let own = inspection.labelList.classes(of: gold) ?? []
          classes = (0..<votes.labelSpace.classCount).map { own.contains($0) ? 1 : 0 }
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
            isTarget: isTarget[x],
            wantedClasses: wantedClasses[x]
          )
        )
      }
    }
    self.documents = documents
    self.usesGold = usesGold
  }

  /// The classes of which nobody speaks on a pattern, or of which votes contradict each other.
  private static func classes(
    of x: Int,
    in votes: VotePatterns,
    wantedBy target: TermSuggestions.Target
  ) -> Set<Int> {
    let k = votes.labelSpace.classCount
    let said = Set(votes.entries(of: x).flatMap { votes.ballots.classes(of: Int($0.ballot)) })
    return Set(
      (0..<k).filter { c in
        let (present, absent) = (said.contains(c), said.contains(c + k))
        switch target {
        case .uncovered: return !present && !absent
        case .conflicting: return present && absent
        case .both: return present == absent
        }
      }
    )
  }
}
