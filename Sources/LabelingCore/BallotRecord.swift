/// A ballot as it was cast, before levels are made of confidences.
package struct BallotRecord: Hashable, Sendable, Codable {
  /// The classes that it names, ascending; one of them is true.
  ///
  /// Where a document may have several of *k* classes, *c* for a class that is there and *k* + *c*
  /// for one that is not.
  package var classes: [Int]
  /// The declared confidence, 0…1, to three decimals; `nil` without one.
  package var confidence: Double?

  /// Creates a ballot.
  package init(classes: [Int], confidence: Double? = nil) {
    self.classes = classes
    self.confidence = confidence
  }

  /// The same by the classes of another label space; `nil` where one of them has none there.
  package func moved(
    from old: LabelSpace,
    to new: LabelSpace,
    labels: LabelKind = .one
  ) -> BallotRecord? {
    let moved = classes.compactMap { number -> Int? in
      let isAbsence = labels == .several && number >= old.classCount
      let index = isAbsence ? number - old.classCount : number
      guard old.classes.indices.contains(index),
        let place = new.vote(for: old.classes[index])?.classIndex
      else { return nil }
      return isAbsence ? new.classCount + place : place
    }.sorted()
    guard moved.count == classes.count else { return nil }
    return BallotRecord(classes: moved, confidence: confidence)
  }

  /// Whether it says something that a task of so many classes can have.
  package func isValid(classCount: Int, labels: LabelKind) -> Bool {
    let statementCount = labels == .one ? classCount : 2 * classCount
    // A class is present or absent.
    if labels == .several, classes.contains(where: { classes.contains($0 + classCount) }) {
      return false
    }
    return !classes.isEmpty && classes[0] >= 0 && classes.count < max(statementCount, 2)
      && zip(classes, classes.dropFirst()).allSatisfy(<)
      && classes[classes.count - 1] < statementCount
      && confidence.map { (0...1).contains($0) } ?? true
  }
}

/// The ballots that votes are for while votes are made, by index.
///
/// First the classes; others follow as they turn up. ``VotePatterns/saying(_:of:gold:)`` puts them in
/// an order that does not depend on that.
package struct BallotRegister: Hashable, Sendable {
  /// How many classes a document has.
  package let kind: LabelKind
  /// Number of classes, *k*.
  package let classCount: Int
  /// The ballots behind the classes.
  package private(set) var others: [BallotRecord] = []
  private var places: [BallotRecord: Int16] = [:]

  /// Creates a register.
  ///
  /// - Parameters:
  ///   - classCount: Number of classes.
  ///   - kind: How many classes a document has.
  ///   - others: Further ballots, each once.
  package init(classCount: Int, kind: LabelKind = .one, others: [BallotRecord] = []) {
    self.kind = kind
    self.classCount = classCount
    for ballot in others { _ = index(adding: ballot) }
  }

  /// Number of ballots.
  package var count: Int { classCount + others.count }

  /// Whether every ballot is a class.
  package var isPlain: Bool { others.isEmpty }

  /// The index of a ballot, which is added if it is new; `nil` where two bytes cannot hold it.
  package mutating func index(adding ballot: BallotRecord) -> Int16? {
    if ballot.confidence == nil, ballot.classes.count == 1, ballot.classes[0] < classCount {
      return Int16(ballot.classes[0])
    }
    if let place = places[ballot] { return place }
    guard count < Int(Int16.max) else { return nil }
    let index = Int16(count)
    others.append(ballot)
    places[ballot] = index
    return index
  }

  /// What a vote of this index says.
  package subscript(index: Int) -> BallotRecord {
    index < classCount ? BallotRecord(classes: [index]) : others[index - classCount]
  }

  /// All ballots, in the order of their indices.
  package var all: [BallotRecord] { (0..<count).map { self[$0] } }

  /// What each index says, as ``VotePatterns/saying(_:of:gold:)`` takes it.
  package var said: [(classes: [Int], confidence: Double?)?] {
    (0..<count).map { (self[$0].classes, self[$0].confidence) }
  }
}
