package import LabelingCore

/// How one function's votes, or the labels, on the same documents differ between two runs.
package struct VoteChange: Hashable, Sendable, Codable {
  /// A class before and after; `nil` for none.
  package struct Step: Hashable, Sendable, Codable {
    /// Index of the class before, among the classes after; `nil` for no vote.
    package var from: Int?
    /// Index of the class after; `nil` for no vote.
    package var to: Int?
  }

  /// Documents with a vote before.
  package private(set) var beforeCount = 0
  /// Documents with a vote after.
  package private(set) var afterCount = 0
  /// Documents that have a vote only after.
  package private(set) var gained = 0
  /// Documents that had a vote only before.
  package private(set) var lost = 0
  /// Documents whose vote is for another class.
  package private(set) var flipped = 0
  /// Documents with gold and a vote before, and how many of these votes are right.
  package private(set) var judgedBefore = 0
  /// Right votes before.
  package private(set) var rightBefore = 0
  /// Documents with gold and a vote after.
  package private(set) var judgedAfter = 0
  /// Right votes after.
  package private(set) var rightAfter = 0
  /// Changed documents with gold that are right only after.
  package private(set) var corrected = 0
  /// Changed documents with gold that were right only before.
  package private(set) var broken = 0

  /// Documents that changed in any way.
  package var changed: Int { gained + lost + flipped }

  /// Compares two columns row by row.
  ///
  /// - Parameters:
  ///   - before: The votes before; `nil` for a function that is new.
  ///   - after: The votes after; `nil` for a function that is gone.
  ///   - newIndices: The class index after of each class before; −2 for one that is gone.
  ///   - gold: Gold label of each row, by the classes after.
  ///   - onChange: Called with each row that changed.
  /// - Complexity: O(*n*).
  package init(
    from before: VoteColumnView?,
    to after: VoteColumnView?,
    newIndices: [Int],
    gold: VoteColumnView?,
    onChange: (_ row: Int, _ step: Step) -> Void = { _, _ in }
  ) {
    let count = after?.count ?? before?.count ?? 0
    if let before, let after, newIndices == Array(newIndices.indices),
      before.hasSameVotes(as: after)
    {
      after.forEachVote(in: 0..<count) { row, classIndex in
        add(classIndex, classIndex, truth: gold.map { $0[row].classIndex } ?? -1)
      }
      return
    }
    for row in 0..<count {
      let old = before.map { $0[row] } ?? .abstain
      let new = after.map { $0[row] } ?? .abstain
      if old.isAbstain, new.isAbstain { continue }
      let from = old.isAbstain ? -1 : newIndices[old.classIndex]
      let to = new.classIndex
      let truth = gold.map { $0[row].classIndex } ?? -1
      add(from, to, truth: truth)
      if from != to {
        onChange(row, Step(from: from < 0 ? nil : from, to: to < 0 ? nil : to))
      }
    }
  }

  private mutating func add(_ from: Int, _ to: Int, truth: Int) {
    if from != -1 { beforeCount += 1 }
    if to != -1 { afterCount += 1 }
    if from == -1 {
      gained += 1
    } else if to == -1 {
      lost += 1
    } else if from != to {
      flipped += 1
    }
    guard truth >= 0 else { return }
    if from != -1 { judgedBefore += 1 }
    if to != -1 { judgedAfter += 1 }
    if from == truth { rightBefore += 1 }
    if to == truth { rightAfter += 1 }
    if from == truth, to != truth { broken += 1 }
    if to == truth, from != truth { corrected += 1 }
  }
}
