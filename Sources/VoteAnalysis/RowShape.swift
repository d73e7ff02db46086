internal import LabelingCore

/// How many voters a row has, and whether they agree.
struct RowShape {
  /// Number of different voters; at least 1.
  let voterCount: Int
  /// Whether not all votes are for one class.
  let hasSeveralClasses: Bool
  /// Whether no voter is in more than one entry.
  let isSingleAnswer: Bool

  /// Whether at least two voters voted and not all votes are for one class.
  var isConflict: Bool { voterCount > 1 && hasSeveralClasses }

  /// Looks at a row's entries, which are ordered by voter; `nil` for a row without votes.
  @inline(__always)
  init?(of row: UnsafeBufferPointer<VotePatterns.Entry>) {
    guard let first = row.first else { return nil }
    var repeats = 0
    var differences: Int16 = 0
    var previous: Int32 = -1
    for entry in row {
      differences |= entry.ballot ^ first.ballot
      if entry.voter == previous { repeats += 1 }
      previous = entry.voter
    }
    voterCount = row.count - repeats
    hasSeveralClasses = differences != 0
    isSingleAnswer = repeats == 0
  }
}
