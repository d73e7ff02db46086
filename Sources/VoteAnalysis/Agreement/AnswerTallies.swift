internal import LabelingCore

/// The answers for each class, pattern by pattern.
struct AnswerTallies {
  private var tally: [Double]
  private var total = 0.0

  init(classCount: Int) { tally = [Double](repeating: 0, count: classCount) }

  /// Calls `body` with each pattern that has votes.
  ///
  /// - Parameters:
  ///   - patterns: The votes.
  ///   - skills: Probability that a voter is right. A vote then gives its
  ///     class that much and the other classes equal parts of the rest; `nil`
  ///     gives the class all.
  ///   - body: Takes the pattern, its votes by class and their sum.
  static func forEach(
    of patterns: VotePatterns,
    skills: [Double]? = nil,
    _ body: (_ pattern: Int, _ votes: [Double], _ total: Double) -> Void
  ) {
    var tallies = AnswerTallies(classCount: patterns.labelSpace.classCount)
    for x in 0..<patterns.patternCount where patterns.starts[x] < patterns.starts[x + 1] {
      tallies.fill(patterns.entries(of: x), skills)
      body(x, tallies.tally, tallies.total)
    }
  }

  private mutating func fill(_ row: ArraySlice<VotePatterns.Entry>, _ skills: [Double]?) {
    let others = Double(max(tally.count - 1, 1))
    for c in tally.indices { tally[c] = 0 }
    total = 0
    for entry in row {
      let votes = Double(entry.count)
      let skill = skills?[Int(entry.voter)] ?? 1
      tally[Int(entry.ballot)] += votes * skill
      total += votes
      guard skill < 1, tally.count > 1 else { continue }
      for c in tally.indices where c != Int(entry.ballot) {
        tally[c] += votes * (1 - skill) / others
      }
    }
  }
}
