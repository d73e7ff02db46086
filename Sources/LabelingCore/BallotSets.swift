/// The sets of classes that ballots name, as bits: which of them can be true at once.
///
/// The one place that tells what a ballot says from what is true: everything that compares votes
/// with each other, or with gold, asks here.
package struct BallotSets: Sendable {
  /// Number of sets.
  package let count: Int
  private let wordCount: Int
  private let setOfBallot: [Int]
  private let words: [UInt64]

  /// Prepares the sets of a list of ballots.
  package init(of ballots: BallotList) {
    count = ballots.sets.count
    wordCount = max((ballots.classCount + 63) / 64, 1)
    setOfBallot = ballots.ballots.map(\.set)
    var words = [UInt64](repeating: 0, count: ballots.sets.count * wordCount)
    for (place, classes) in ballots.sets.enumerated() {
      for c in classes { words[place * wordCount + c >> 6] |= 1 << UInt64(c & 63) }
    }
    self.words = words
  }

  /// The set that a ballot names.
  package func set(of ballot: Int16) -> Int { setOfBallot[Int(ballot)] }

  /// Whether a ballot is right where the truth is a class.
  package func holds(_ ballot: Int16, _ truth: Vote) -> Bool {
    let c = truth.classIndex
    return words[set(of: ballot) * wordCount + c >> 6] >> UInt64(c & 63) & 1 != 0
  }

  /// Whether a ballot can be right where the truth is among some classes.
  package func meets(_ ballot: Int16, _ classes: [Int]) -> Bool {
    classes.contains { holds(ballot, Vote(classIndex: $0)) }
  }

  /// Whether two ballots can both be right.
  package func agree(_ first: Int16, _ second: Int16) -> Bool {
    let (a, b) = (set(of: first) * wordCount, set(of: second) * wordCount)
    return (0..<wordCount).contains { words[a + $0] & words[b + $0] != 0 }
  }

  /// Whether all ballots of a row can be right at once.
  package func agree(_ row: some Collection<VotePatterns.Entry>) -> Bool {
    (0..<wordCount).contains { word in
      row.reduce(UInt64.max) { $0 & words[set(of: $1.ballot) * wordCount + word] } != 0
    }
  }
}

extension VotePatterns {
  /// The votes that name a class each, without confidences; those for sets of classes are left out.
  ///
  /// For measures that are of classes alone, such as the agreement of people.
  /// - Complexity: O(1) where all votes name a class and no confidence; else O(entries).
  package var ofClassesAlone: VotePatterns {
    if ballots.isPlain { return self }
    let classes = ballots.ballots.map { ballot -> Int? in
      let named = ballots.sets[ballot.set]
      return named.count == 1 ? named[0] : nil
    }
    return with(
      ballots: BallotList(classCount: labelSpace.classCount),
      votes: recast { classes[Int($0.ballot)] }
    )
  }

  /// Number of votes that name a set of classes.
  package var setVoteCount: Int {
    if ballots.isPlain { return 0 }
    var count = 0
    for x in 0..<patternCount {
      for entry in entries(of: x) where ballots.classes(of: Int(entry.ballot)).count > 1 {
        count += counts[x] * Int(entry.count)
      }
    }
    return count
  }
}
