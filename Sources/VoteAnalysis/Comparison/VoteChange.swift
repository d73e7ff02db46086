package import LabelingCore

/// How one function's votes, or the labels, on the same documents differ between two runs.
package struct VoteChange: Hashable, Sendable, Codable {
  /// What a vote says before and after; `nil` for no vote.
  package struct Step: Hashable, Sendable {
    /// The ballot before, by the classes after; −2 for a class, or a statement of one, that is
    /// gone.
    package var from: BallotRecord?
    /// The ballot after.
    package var to: BallotRecord?
  }

  /// Documents with a vote before.
  package private(set) var beforeCount = 0
  /// Documents with a vote after.
  package private(set) var afterCount = 0
  /// Documents that have a vote only after.
  package private(set) var gained = 0
  /// Documents that had a vote only before.
  package private(set) var lost = 0
  /// Documents whose vote says something else.
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
  /// Where documents have several classes, a vote is right when all that it says is.
  ///
  /// - Parameters:
  ///   - before: The votes before; `nil` for a function that is new.
  ///   - after: The votes after; `nil` for a function that is gone.
  ///   - newIndices: The class index after of each class before; −2 for one that is gone.
  ///   - classCount: Number of classes after.
  ///   - labels: How many classes a document has; of several, gold says of each whether it has it.
  ///   - gold: Gold label of each row, by the classes after; where it is a set of classes that the
  ///     truth is among, what can be right is.
  ///   - onChange: Called with each row that changed.
  /// - Complexity: O(*n*).
  package init(
    from before: VoteColumnView?,
    to after: VoteColumnView?,
    newIndices: [Int],
    classCount: Int,
    labels: LabelKind = .one,
    gold: VoteColumnView?,
    onChange: (_ row: Int, _ step: Step) -> Void = { _, _ in }
  ) {
    let count = after?.count ?? before?.count ?? 0
    // Both sides by the ballots after; what only was said before follows.
    var ballots = BallotRegister(classCount: classCount, kind: labels, others: after?.others ?? [])
      .all
    let truths = BallotRegister(classCount: classCount, kind: labels, others: gold?.others ?? [])
      .all
    func isRight(_ ballot: Int, _ truth: Int) -> Bool {
      // Nearly all votes and gold labels are classes.
      if labels == .one, ballot < classCount, truth < classCount { return ballot == truth }
      return ballot >= 0 && ballots[ballot].isRight(by: truths[truth], labels)
    }
    func judgment(of from: Int, _ to: Int, on row: Int) -> (before: Bool, after: Bool)? {
      guard let truth = gold?[row], !truth.isAbstain else { return nil }
      return (isRight(from, truth.classIndex), isRight(to, truth.classIndex))
    }
    if let before, let after, newIndices == Array(newIndices.indices),
      before.hasSameVotes(as: after)
    {
      after.forEachVote(in: 0..<count) { row, vote in
        add(vote, vote, isRight: judgment(of: vote, vote, on: row))
      }
      return
    }
    var images = newIndices
    var places = Dictionary(zip(ballots, ballots.indices), uniquingKeysWith: { first, _ in first })
    for ballot in before?.others ?? [] {
      let image = BallotRecord(
        classes: ballot.classes
          .map { Self.statement($0, by: newIndices, classCount: classCount) }.sorted(),
        confidence: ballot.confidence
      )
      let place = places[image] ?? ballots.count
      images.append(place)
      if place == ballots.count {
        places[image] = place
        ballots.append(image)
      }
    }
    let gone = BallotRecord(classes: [-2])
    for row in 0..<count {
      let old = before.map { $0[row] } ?? .abstain
      let new = after.map { $0[row] } ?? .abstain
      if old.isAbstain, new.isAbstain { continue }
      let from = old.isAbstain ? -1 : images[old.classIndex]
      let to = new.classIndex
      add(from, to, isRight: judgment(of: from, to, on: row))
      if from != to {
        func ballot(_ index: Int) -> BallotRecord? {
          index == -1 ? nil : index < 0 ? gone : ballots[index]
        }
        onChange(row, Step(from: ballot(from), to: ballot(to)))
      }
    }
  }

  /// What a class, or a statement of one, is by the classes after; −2 where the class is gone.
  package static func statement(_ old: Int, by newIndices: [Int], classCount: Int) -> Int {
    let isAbsent = old >= newIndices.count
    let new = newIndices[isAbsent ? old - newIndices.count : old]
    return new < 0 ? -2 : isAbsent ? new + classCount : new
  }

  /// Adds a row: the indices of its ballots before and after, −1 for no vote, and whether they are
  /// right; `nil` without gold.
  private mutating func add(_ from: Int, _ to: Int, isRight: (before: Bool, after: Bool)?) {
    if from != -1 { beforeCount += 1 }
    if to != -1 { afterCount += 1 }
    if from == -1 {
      gained += 1
    } else if to == -1 {
      lost += 1
    } else if from != to {
      flipped += 1
    }
    guard let (wasRight, isRight) = isRight else { return }
    if from != -1 { judgedBefore += 1 }
    if to != -1 { judgedAfter += 1 }
    if wasRight { rightBefore += 1 }
    if isRight { rightAfter += 1 }
    if wasRight, !isRight { broken += 1 }
    if isRight, !wasRight { corrected += 1 }
  }
}
