/// The ballots that a plugin's votes are for, by index.
///
/// First the classes, then what functions declare, in the order of the source; both are in the
/// manifest. What code casts besides follows in the order of its first appearance in a batch, and
/// travels with the batch. Not for use from two threads at once.
final class BallotSheet {
  let labels: LabelsPerDocument
  let classes: [String]
  /// What functions declare besides the classes.
  private(set) var declared: [CastBallot] = []
  /// What code casts besides, in this batch.
  private var cast: [CastBallot] = []
  private var indices: [CastBallot: Int16] = [:]
  /// Where the statements of what was cast stand in the batch.
  private var starts: [[UInt16]: UInt32] = [:]
  private var batch: ArenaView?

  init(classes: [String], labels: LabelsPerDocument) {
    self.classes = classes
    self.labels = labels
  }

  /// Takes in a ballot that a function declares.
  ///
  /// - Returns: Its index; −1 where it says nothing.
  /// - Throws: Why the task cannot have it.
  func declare(_ meaning: BallotMeaning) throws(BallotMistake) -> Int16 {
    guard let ballot = try meaning.cast(where: labels, classCount: classes.count) else { return -1 }
    if let index = index(of: ballot) { return index }
    let index = Int16(classes.count + declared.count)
    declared.append(ballot)
    indices[ballot] = index
    return index
  }

  /// Begins a batch with the ballots that were cast in it before its worker stopped, if it did.
  func begin(_ batch: ArenaView) {
    for ballot in cast { indices[ballot] = nil }
    self.batch = batch
    starts = [:]
    cast = batch.ballots
    for (place, ballot) in cast.enumerated() { indices[ballot] = castIndex(place) }
  }

  /// Ends a batch.
  func end() { batch = nil }

  /// The index of what code casts; −1 where it says nothing.
  ///
  /// - Throws: Why the task cannot have it.
  func vote(for meaning: BallotMeaning?) throws(BallotMistake) -> Int16 {
    guard let meaning else { return -1 }
    guard let ballot = try meaning.cast(where: labels, classCount: classes.count) else { return -1 }
    if let index = index(of: ballot) { return index }
    if let batch {
      guard let start = batch.append(ballot, known: starts[ballot.statements]) else {
        throw .tooMany(batch.ballotLimit)
      }
      starts[ballot.statements] = start
    }
    let index = castIndex(cast.count)
    cast.append(ballot)
    indices[ballot] = index
    return index
  }

  /// A vote for a class with the confidence that was given with it, if there was one.
  @inline(__always)
  func settled(_ vote: Int16) throws(BallotMistake) -> Int16 {
    guard let note = NotedConfidence.take() else { return vote }
    guard vote >= 0 else { return vote }
    guard note.classIndex == vote else { throw .otherClass }
    return try self.vote(
      for: BallotMeaning(.oneOf, [vote], confidence: note.confidence)
    )
  }

  /// The ballot of an index that is not −1.
  func ballot(_ index: Int16) -> CastBallot {
    let index = Int(index)
    if index < classes.count { return CastBallot(statements: [UInt16(index)]) }
    let place = index - classes.count
    return place < declared.count ? declared[place] : cast[place - declared.count]
  }

  /// What a vote says, in words.
  func name(of vote: Int16) -> String {
    guard vote >= 0 else { return "abstain" }
    let ballot = ballot(vote)
    func quoted(_ indices: some Sequence<Int>) -> [String] { indices.map { "'\(classes[$0])'" } }
    let named = ballot.statements.map { Int($0) }
    let said: String
    switch labels {
    case .one where named.count == 1: said = quoted(named)[0]
    case .one where named.count == classes.count - 1:
      said = "not " + quoted(classes.indices.filter { !named.contains($0) }).joined()
    case .one: said = "one of " + quoted(named).joined(separator: ", ")
    case .several:
      let present = quoted(named.filter { $0 < classes.count })
      let absent = quoted(named.filter { $0 >= classes.count }.map { $0 - classes.count })
      said = (present + absent.map { "not \($0)" }).joined(separator: " and ")
    }
    return said + (ballot.confidence.map { " with confidence \($0)" } ?? "")
  }

  /// Whether a vote is what an example expects, which may leave the confidence open.
  func vote(_ vote: Int16, fulfills expected: Int16) -> Bool {
    guard vote != expected else { return true }
    guard vote >= 0, expected >= 0 else { return false }
    let wanted = ballot(expected)
    return wanted.confidence == nil && wanted.statements == ballot(vote).statements
  }

  private func index(of ballot: CastBallot) -> Int16? {
    ballot.plainClass(of: classes.count) ?? indices[ballot]
  }

  private func castIndex(_ place: Int) -> Int16 { Int16(classes.count + declared.count + place) }
}
