internal import LabelingCore

/// Which documents of an inspection are wanted; all conditions have to hold.
package struct DocumentSelection: Sendable {
  /// What a document has to be.
  package enum Condition: Hashable, Sendable {
    /// A function votes on it, for a set with this class, or with this statement, if one is given.
    case voted(function: Int, Int?)
    /// A function does not vote on it.
    case abstained(function: Int)
    /// Some function votes for this class, or makes this statement, alone or with others.
    case someVote(Int)
    /// A function and a second one cannot both be right; `nil` for any other.
    case conflict(Int, Int?)
    /// The functions' votes cannot all be right.
    case conflicting
    /// Some function votes.
    case covered
    /// No function votes.
    case uncovered
    /// Its label is not its gold label, both being known.
    case wrong
    /// Its gold label is this class, or makes all of these statements; `nil` for none.
    case gold([Int]?)
    /// The model's label is this class, or makes all of these statements; `nil` for none.
    case label([Int]?)
  }

  /// What each document has to be.
  package var conditions: [Condition] = []
  /// The ids that are wanted; `nil` for all.
  package var ids: [String]?
  /// Whether those come first of whose label the model is least sure; documents without a label
  /// come last, first those with votes that are tied.
  package var leastConfident = false
  /// How many to draw at random; `nil` takes the first.
  package var sampleCount: Int?
  /// Where the drawing begins.
  package var seed = SeededGenerator.defaultSeed
  /// Most documents to choose.
  package var limit = 10

  /// Every document.
  package init() {}

  /// Rows of the documents that are wanted.
  ///
  /// - Parameter inspection: The corpus.
  /// - Returns: How many documents there are, and the rows of those that were
  ///   chosen: in corpus order, or by confidence.
  package func rows(of inspection: Inspection) -> (count: Int, chosen: [Int]) {
    let votes = inspection.votes
    let sets = BallotSets(of: votes)
    let isPossible = (0..<votes.patternCount).map { x in
      conditions.allSatisfy { holds($0, x, inspection, sets) }
    }
    // `nil` is a wish too: for documents without gold.
    let golds = conditions.reduce(into: [[Int]?]()) { golds, condition in
      if case .gold(let gold) = condition { golds.append(gold) }
    }
    let isWrong = conditions.contains(.wrong)
    let wanted = ids.map { Set($0.compactMap { inspection.rowsOfIDs[ExactString($0)] }) }
    var rows = (0..<votes.rowCount).filter { row in
      isPossible[inspection.pattern(of: row)]
        && golds.allSatisfy { inspection.isGold(row, $0) }
        && (!isWrong || inspection.isWrong(row)) && wanted?.contains(row) ?? true
    }
    let count = rows.count
    if let sampleCount {
      var generator = SeededGenerator(seed: seed)
      rows = draw(min(sampleCount, rows.count), of: rows, using: &generator)
    }
    if leastConfident {
      // Not stable by itself, so the row decides among equals.
      let doubts = Dictionary(
        uniqueKeysWithValues: rows.map { row in
          let isVoted = !votes.entries(of: inspection.pattern(of: row)).isEmpty
          return (row, inspection.confidence(of: row) ?? (isVoted ? 2 : 3))
        }
      )
      rows.sort { (doubts[$0] ?? 0, $0) < (doubts[$1] ?? 0, $1) }
    }
    return (count, sampleCount == nil ? Array(rows.prefix(limit)) : rows)
  }

  /// This many of the rows, each choice as likely as any other; in their order.
  private func draw(
    _ count: Int,
    of rows: [Int],
    using rng: inout some RandomNumberGenerator
  ) -> [Int] {
    var rows = rows
    for index in 0..<count {
      rows.swapAt(index, Int.random(in: index..<rows.count, using: &rng))
    }
    return rows.prefix(count).sorted()
  }

  private func holds(
    _ condition: Condition,
    _ x: Int,
    _ inspection: Inspection,
    _ sets: BallotSets
  ) -> Bool {
    let votes = inspection.votes
    let entries = votes.entries(of: x)
    func vote(of function: Int) -> Int16? {
      entries.first { Int($0.voter) == function }?.ballot
    }
    func says(_ ballot: Int16, _ wanted: Int) -> Bool {
      votes.ballots.classes(of: Int(ballot)).contains(wanted)
    }
    switch condition {
    case .voted(let function, let wanted):
      guard let vote = vote(of: function) else { return false }
      return wanted.map { says(vote, $0) } ?? true
    case .abstained(let function):
      return vote(of: function) == nil
    case .someVote(let wanted):
      return entries.contains { says($0.ballot, wanted) }
    case .conflict(let first, let second):
      guard let own = vote(of: first) else { return false }
      return entries.contains { entry in
        !sets.agree(entry.ballot, own) && second.map { Int(entry.voter) == $0 } ?? true
      }
    case .conflicting:
      return votes.isInConflict(x, sets)
    case .covered:
      return !entries.isEmpty
    case .uncovered:
      return entries.isEmpty
    case .label(let wanted):
      return inspection.isLabel(inspection.labels[x], wanted)
    case .gold, .wrong:
      return true
    }
  }
}

extension Inspection {
  /// Whether a row's gold label is a class, or makes all of some statements.
  ///
  /// Without any, whether there is none. Gold that is a set of classes is neither.
  fileprivate func isGold(_ row: Int, _ wanted: [Int]?) -> Bool {
    goldSets[row] == nil && isLabel(golds[row], wanted)
  }

  /// Whether a label is a class, or makes all of some statements; without any, whether there is
  /// none.
  fileprivate func isLabel(_ label: Vote, _ wanted: [Int]?) -> Bool {
    guard let wanted, let said = labelList.statements(of: label) else {
      return wanted == nil && label.isAbstain
    }
    return wanted.allSatisfy(said.contains)
  }
}
