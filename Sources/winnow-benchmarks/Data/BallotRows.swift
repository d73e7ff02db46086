internal import LabelingCore

/// Votes document by document, each for a set of classes, with the true classes.
struct BallotRows {
  /// What a voter says of a document.
  struct Ballot: Hashable {
    var voter: Int
    /// The classes that it names, ascending.
    var classes: [Int]
    /// How sure it is; `nil` where it does not say.
    var confidence: Double?
  }

  let name: String
  let labelSpace: LabelSpace
  var voterCount: Int
  var rows: [[Ballot]]
  /// The true class of each row; abstain where unknown.
  var truth: [Vote]

  var classCount: Int { labelSpace.classCount }

  /// No rows yet, of classes that are named by their indices.
  init(name: String, voterCount: Int, classCount: Int) {
    self.name = name
    self.voterCount = voterCount
    labelSpace = LabelSpace((0..<classCount).map(String.init))
    rows = []
    truth = []
  }

  /// The rows of votes for single classes.
  init(_ set: VoteSet) {
    name = set.name
    labelSpace = set.patterns.labelSpace
    voterCount = set.patterns.voters.count
    truth = set.gold
    let singles = (0..<labelSpace.classCount).map { [$0] }
    let patterns = (0..<set.patterns.patternCount).map { x in
      set.patterns.entries(of: x).flatMap { entry in
        repeatElement(
          Ballot(voter: Int(entry.voter), classes: singles[Int(entry.ballot)]),
          count: Int(entry.count)
        )
      }
    }
    rows = set.patterns.patternOfRow.map { patterns[Int($0)] }
  }

  /// Some of the rows.
  func selecting(_ places: [Int]) -> BallotRows {
    var chosen = self
    chosen.rows = places.map { rows[$0] }
    chosen.truth = places.map { truth[$0] }
    return chosen
  }

  /// The same rows with other ballots; `nil` leaves one out.
  func mapBallots(_ change: (Ballot) -> Ballot?) -> BallotRows {
    var changed = self
    changed.rows = rows.map { $0.compactMap(change) }
    return changed
  }

  /// The same votes with at most this many levels of confidence for each voter.
  func withLevels(_ count: Int) -> BallotRows {
    var votes = [[Double: Int]](repeating: [:], count: voterCount)
    for ballot in rows.joined() {
      if let confidence = ballot.confidence { votes[ballot.voter][confidence, default: 0] += 1 }
    }
    let scales = votes.map { $0.isEmpty ? nil : ConfidenceScale(of: $0, levelCount: count) }
    return mapBallots { ballot in
      var ballot = ballot
      if let confidence = ballot.confidence, let scale = scales[ballot.voter] {
        ballot.confidence = scale.means[scale.level(of: confidence)]
      }
      return ballot
    }
  }

  /// The same votes without what voters say of their confidence.
  func withoutConfidence() -> BallotRows {
    mapBallots { Ballot(voter: $0.voter, classes: $0.classes) }
  }

  /// The distinct rows with their counts.
  func voteSet() -> VoteSet {
    var said: [(classes: [Int], confidence: Double?)?] = []
    var places: [Ballot: Int] = [:]
    var builder = VotePatterns.Builder(
      voters: (0..<voterCount).map { "lf\($0)" },
      labelSpace: labelSpace
    )
    for row in rows {
      builder.append(
        entries: row.map { ballot in
          let key = Ballot(voter: 0, classes: ballot.classes, confidence: ballot.confidence)
          let place = places[key] ?? said.count
          if place == said.count {
            places[key] = place
            let saysNothing = ballot.classes.count == classCount
            said.append(saysNothing ? nil : (ballot.classes, ballot.confidence))
          }
          return VotePatterns.Entry(voter: ballot.voter, ballot: place)
        }
      )
    }
    let patterns = builder.finish()
    return VoteSet(
      name: name,
      patterns: patterns.saying(said, of: labelSpace, gold: []) ?? patterns,
      gold: truth
    )
  }
}
