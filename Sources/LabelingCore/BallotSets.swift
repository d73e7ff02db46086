/// What ballots say, as bits: which of them can be true at once, and which are.
///
/// The one place that tells what a ballot says from what is true: everything that compares votes
/// with each other, or with gold, asks here. Where documents have several classes, a ballot is a
/// set of statements, and gold a set of classes, all others being absent.
package struct BallotSets: Sendable {
  /// Number of sets.
  package let count: Int
  private let kind: LabelKind
  /// Words of the classes; statements have as many again for those that are absent.
  private let wordCount: Int
  private let setOfBallot: [Int]
  private let words: [UInt64]
  /// The classes of each gold set; empty where documents have one class.
  private let goldWords: [UInt64]

  /// Prepares what the ballots of some votes say.
  package init(of votes: VotePatterns) { self.init(of: votes.ballots, goldSets: votes.goldSets) }

  /// Prepares what ballots say.
  ///
  /// - Parameters:
  ///   - ballots: The ballots.
  ///   - goldSets: Where documents have several classes, those that a gold label stands for.
  package init(of ballots: BallotList, goldSets: [[Int]] = []) {
    let (k, isSeveral) = (ballots.classCount, ballots.kind == .several)
    let wordCount = max((k + 63) / 64, 1)
    count = ballots.sets.count
    kind = ballots.kind
    self.wordCount = wordCount
    setOfBallot = ballots.ballots.map(\.set)
    let width = isSeveral ? 2 * wordCount : wordCount
    func bits(of sets: [[Int]], width: Int) -> [UInt64] {
      var words = [UInt64](repeating: 0, count: sets.count * width)
      for (place, set) in sets.enumerated() {
        for statement in set {
          let (half, c) = statement < k ? (0, statement) : (wordCount, statement - k)
          words[place * width + half + c >> 6] |= 1 << UInt64(c & 63)
        }
      }
      return words
    }
    words = bits(of: ballots.sets, width: width)
    goldWords = isSeveral ? bits(of: goldSets, width: wordCount) : []
  }

  /// The set that a ballot names.
  package func set(of ballot: Int16) -> Int { setOfBallot[Int(ballot)] }

  /// Whether a ballot is right where this is true: a class, or the place of a set of classes.
  package func holds(_ ballot: Int16, _ truth: Vote) -> Bool {
    let (set, c) = (set(of: ballot), truth.classIndex)
    guard kind == .several else {
      return words[set * wordCount + c >> 6] >> UInt64(c & 63) & 1 != 0
    }
    return (0..<wordCount).allSatisfy { word in
      let (present, absent) = statements(of: set, word)
      let there = goldWords[c * wordCount + word]
      return present & ~there == 0 && absent & there == 0
    }
  }

  /// Whether a ballot can be right where the truth is among some classes.
  package func meets(_ ballot: Int16, _ classes: [Int]) -> Bool {
    classes.contains { holds(ballot, Vote(classIndex: $0)) }
  }

  /// Whether two ballots can both be right.
  package func agree(_ first: Int16, _ second: Int16) -> Bool {
    let (a, b) = (set(of: first), set(of: second))
    guard kind == .several else {
      return (0..<wordCount).contains { words[a * wordCount + $0] & words[b * wordCount + $0] != 0 }
    }
    return (0..<wordCount).allSatisfy { word in
      let (own, other) = (statements(of: a, word), statements(of: b, word))
      return own.present & other.absent == 0 && own.absent & other.present == 0
    }
  }

  /// Whether all ballots of a row can be right at once.
  package func agree(_ row: some Collection<VotePatterns.Entry>) -> Bool {
    guard kind == .several else {
      return (0..<wordCount).contains { word in
        row.reduce(UInt64.max) { $0 & words[set(of: $1.ballot) * wordCount + word] } != 0
      }
    }
    return (0..<wordCount).allSatisfy { word in
      let all = row.reduce((present: UInt64(0), absent: UInt64(0))) { all, entry in
        let own = statements(of: set(of: entry.ballot), word)
        return (all.present | own.present, all.absent | own.absent)
      }
      return all.present & all.absent == 0
    }
  }

  /// A word of what a set of statements says is present, and of what it says is absent.
  private func statements(of set: Int, _ word: Int) -> (present: UInt64, absent: UInt64) {
    let start = 2 * set * wordCount + word
    return (words[start], words[start + wordCount])
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
