internal import LabelingCore

/// Of which classes of which documents some function spoke, where documents may have several.
struct SpokenClasses {
  private let classCount: Int
  private let patternOfRow: [UInt32]
  /// By pattern, then class.
  private let isSpoken: [Bool]

  /// Looks the classes up.
  ///
  /// - Complexity: O(patterns · *k* + statements).
  init(of votes: VotePatterns) {
    let k = votes.labelSpace.classCount
    var isSpoken = [Bool](repeating: false, count: votes.patternCount * k)
    for x in 0..<votes.patternCount {
      for entry in votes.entries(of: x) {
        // Present is c, absent is k + c.
        for statement in votes.ballots.classes(of: Int(entry.ballot)) {
          isSpoken[x * k + statement % k] = true
        }
      }
    }
    classCount = k
    patternOfRow = votes.patternOfRow
    self.isSpoken = isSpoken
  }

  /// Whether a function said of a document that it has a class, or has not.
  func contains(_ classIndex: Int, row: Int) -> Bool {
    isSpoken[Int(patternOfRow[row]) * classCount + classIndex]
  }
}
