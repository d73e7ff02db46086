package import LabelingCore

/// How what one function says of one class, or what labels say of it, differs between two runs on
/// the same documents, which may have several classes.
package struct StatementChange: Hashable, Sendable, Codable {
  /// What is said: `billing` that the class is present, `-billing` that it is absent.
  package let statement: String
  /// Documents it was said of before.
  package private(set) var beforeCount = 0
  /// Documents it is said of after.
  package private(set) var afterCount = 0
  /// Documents it is said of only after.
  package private(set) var gained = 0
  /// Documents it was said of only before.
  package private(set) var lost = 0
  /// Documents with gold it was said of before.
  package private(set) var judgedBefore = 0
  /// Those of them where it was right.
  package private(set) var rightBefore = 0
  /// Documents with gold it is said of after.
  package private(set) var judgedAfter = 0
  /// Those of them where it is right.
  package private(set) var rightAfter = 0

  /// Documents of which one run says it and the other does not.
  package var changed: Int { gained + lost }

  private enum CodingKeys: String, CodingKey {
    case statement
    case beforeCount = "before_count"
    case afterCount = "after_count"
    case gained
    case lost
    case judgedBefore = "judged_before"
    case rightBefore = "right_before"
    case judgedAfter = "judged_after"
    case rightAfter = "right_after"
  }

  private init(_ statement: String) { self.statement = statement }

  /// Compares two columns row by row, statement by statement.
  ///
  /// - Parameters:
  ///   - before: What was said before; `nil` for a function that is new.
  ///   - after: What is said after; `nil` for a function that is gone.
  ///   - newIndices: The class index after of each class before; −2 for one that is gone, of which
  ///     nothing is listed.
  ///   - labelSpace: The classes after.
  ///   - gold: The classes of each row by gold, as statements about all of them.
  /// - Returns: The statements that either makes, by class, present before absent.
  /// - Complexity: O(*n* · *k*).
  package static func all(
    from before: VoteColumnView?,
    to after: VoteColumnView?,
    newIndices: [Int],
    labelSpace: LabelSpace,
    gold: VoteColumnView?
  ) -> [StatementChange] {
    let k = labelSpace.classCount
    func said(_ column: VoteColumnView?, classCount: Int, _ new: (Int) -> Int) -> [[Int]] {
      BallotRegister(classCount: classCount, kind: .several, others: column?.others ?? []).all
        .map { $0.classes.map(new).filter { $0 >= 0 } }
    }
    let old = said(before, classCount: newIndices.count) {
      VoteChange.statement($0, by: newIndices, classCount: k)
    }
    let new = said(after, classCount: k) { $0 }
    let truths = said(gold, classCount: k) { $0 }.map(Set.init)
    var changes = (0..<(2 * k)).map {
      StatementChange(StatementNotation.text(of: [$0], in: labelSpace))
    }
    for row in 0..<(after?.count ?? before?.count ?? 0) {
      let first = before.map { $0[row] } ?? .abstain
      let second = after.map { $0[row] } ?? .abstain
      if first.isAbstain, second.isAbstain { continue }
      let was = first.isAbstain ? [] : old[first.classIndex]
      let now = second.isAbstain ? [] : new[second.classIndex]
      let truth = gold.flatMap { $0[row].isAbstain ? nil : truths[$0[row].classIndex] }
      for statement in was { changes[statement].addBefore(isRight: truth?.contains(statement)) }
      for statement in now { changes[statement].addAfter(isRight: truth?.contains(statement)) }
      for statement in now where !was.contains(statement) { changes[statement].gained += 1 }
      for statement in was where !now.contains(statement) { changes[statement].lost += 1 }
    }
    return (0..<k).flatMap { [changes[$0], changes[$0 + k]] }
      .filter { $0.beforeCount + $0.afterCount > 0 }
  }

  private mutating func addBefore(isRight: Bool?) {
    beforeCount += 1
    judgedBefore += isRight == nil ? 0 : 1
    rightBefore += isRight == true ? 1 : 0
  }

  private mutating func addAfter(isRight: Bool?) {
    afterCount += 1
    judgedAfter += isRight == nil ? 0 : 1
    rightAfter += isRight == true ? 1 : 0
  }
}
