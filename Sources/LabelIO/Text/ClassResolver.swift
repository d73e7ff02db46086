internal import LabelingCore

/// Turns the cells of a file into indices of ballots, known ones or provisional ones.
///
/// A cell names a class, or is written as ``BallotNotation`` says; the first ballots are classes.
/// Where no label space is given, cells get provisional indices in order of
/// appearance; ``inferred()`` then puts the classes in an order that does not
/// depend on the order of the rows: see ``LabelSpaceInference``.
struct ClassResolver {
  /// The largest class count that a vote can name.
  static let largestCount = Int(Int16.max)
  /// Stands for a cell of −1 where classes are inferred: the reader knows what it means.
  static let minusOne: Int16 = -2

  let labelSpace: LabelSpace?
  private let notation: ClassNotation
  private let readsMinusOne: Bool
  /// How many classes a document may have.
  let kind: LabelKind
  /// What abstains, as the caller says; where documents have several classes −1 is else refused.
  private let abstention: Abstention?
  var names = ByteInterner()
  /// Provisional index of each different cell.
  var indices: [Int16] = []
  /// What each provisional index says.
  private(set) var said: [SaidBallot] = []
  /// Provisional indices of what was written with signs.
  private(set) var known: [SaidBallot: Int] = [:]
  var recent = RecentNames()
  /// Provisional index of −1, once somebody has asked for it.
  private(set) var knownMinusOne: Int16?
  /// Whether −1 turned out to be a class.
  var minusOneIsClass = false

  /// Creates a resolver; without a label space it collects the classes it meets.
  init(
    labelSpace: LabelSpace?,
    notation: ClassNotation,
    kind: LabelKind = .one,
    abstention: Abstention? = nil
  ) {
    self.labelSpace = labelSpace
    self.notation = labelSpace == nil ? .names : notation
    self.kind = kind
    self.abstention = abstention
    readsMinusOne = kind == .several || labelSpace?.vote(for: "-1") == nil
    for name in labelSpace?.classes ?? [] { _ = addClass(name) }
  }

  private mutating func addClass(_ name: String) -> Int16 {
    let index = Int16(said.count)
    let written = kind == .several ? StatementNotation.escaped(name) : name
    Array(written.utf8).withUnsafeBufferPointer { bytes in
      if names.intern(bytes).isNew { indices.append(index) }
    }
    said.append(SaidBallot(name: name))
    return index
  }

  /// Whether a cell was anything but the name of a class.
  var hasBallots: Bool { said.contains { !$0.isClass } }

  /// What a gold label says: a class, or a set of classes that the truth is among; abstain for an
  /// empty one.
  ///
  /// - Returns: A provisional index; ``goldMeanings(in:)`` says what each means.
  /// - Throws: ``LabelIOError`` when it names no class, or has a confidence.
  mutating func goldVote(
    _ bytes: UnsafeBufferPointer<UInt8>,
    at place: () -> SourceLocation
  ) throws -> Int16 {
    if kind == .several { return try goldStatement(bytes, at: place) }
    let vote = try vote(bytes, at: place)
    guard vote < 0 || said[Int(vote)].confidence == nil else {
      throw LabelIOError.goldHasConfidence(String(decoding: bytes, as: UTF8.self), at: place())
    }
    return vote
  }

  /// The class a cell names; abstain for an empty cell and, with known classes, for −1.
  ///
  /// - Parameters:
  ///   - bytes: The cell.
  ///   - place: Where it is, for errors.
  /// - Returns: A class index, −1, or ``minusOne`` where classes are inferred.
  /// - Throws: ``LabelIOError`` when it names no class.
  @inline(__always)
  mutating func vote(
    _ bytes: UnsafeBufferPointer<UInt8>,
    at place: () -> SourceLocation
  ) throws -> Int16 {
    if let index = recent.find(bytes) { return index }
    return try slowVote(bytes, at: place)
  }

  /// The provisional index of the class −1.
  mutating func minusOneClass() -> Int16 {
    if let knownMinusOne { return knownMinusOne }
    let index = addClass("-1")
    knownMinusOne = index
    return index
  }

  /// The classes met, in their final order, and where each provisional index goes; −1 for what
  /// turned out to be no class.
  func inferred() -> (labelSpace: LabelSpace, newIndices: [Int]) {
    if let labelSpace {
      return (labelSpace, said.map { $0.isClass ? index(of: $0.names[0], in: labelSpace) : -1 })
    }
    let isMet = said.indices.map { minusOneIsClass || $0 != knownMinusOne.map { Int($0) } }
    let met = zip(said, isMet).filter(\.1).flatMap { $0.0.names + $0.0.absent }
    let whole = LabelSpaceInference.wholeNumbers(met)
    let space = LabelSpaceInference.labelSpace(of: whole ?? met)
    let indices = zip(said, isMet).map { said, isMet in
      isMet && said.isClass ? index(of: said.names[0], in: space) : -1
    }
    return (space, indices)
  }

  /// What each provisional index says, in the final classes; `nil` for what says nothing: no class
  /// or all of them.
  func ballots(in space: LabelSpace) -> [(classes: [Int], confidence: Double?)?] {
    said.enumerated().map { place, said in
      if !minusOneIsClass, place == knownMinusOne.map({ Int($0) }) { return nil }
      let named = Set(said.names.map { index(of: $0, in: space) })
      let classes = (0..<space.classCount).filter { named.contains($0) != said.isComplement }
      guard !classes.isEmpty, classes.count < max(space.classCount, 2) else { return nil }
      return (classes, said.confidence)
    }
  }

  /// The classes that each provisional index says the truth is among, in the final classes,
  /// ascending; `nil` for what turned out to be no class.
  func goldMeanings(in space: LabelSpace) -> [[Int]?] {
    said.enumerated().map { place, said in
      if !minusOneIsClass, place == knownMinusOne.map({ Int($0) }) { return nil }
      let named = Set(said.names.map { index(of: $0, in: space) })
      return (0..<space.classCount).filter { named.contains($0) != said.isComplement }
    }
  }

  func index(of name: String, in space: LabelSpace) -> Int {
    let vote = space.vote(for: name) ?? LabelSpaceInference.wholeNumber(name).flatMap(space.vote)
    return vote?.classIndex ?? -1
  }

  /// A label space of as many classes as there are indices so far.
  var provisional: LabelSpace { labelSpace ?? LabelSpace(said.indices.map { "\($0)" }) }

  private mutating func slowVote(
    _ bytes: UnsafeBufferPointer<UInt8>,
    at place: () -> SourceLocation
  ) throws -> Int16 {
    if bytes.isEmpty { return -1 }
    if readsMinusOne, bytes[0] == UInt8(ascii: "-"), let isDecimal = Self.isMinusOne(bytes) {
      if kind == .several {
        guard let abstention else { throw LabelIOError.unclearAbsence(at: place()) }
        return abstention == .minusOne ? -1 : try statement(bytes, at: place)
      }
      return labelSpace == nil && !isDecimal ? Self.minusOne : -1
    }
    if kind == .several { return try statement(bytes, at: place) }
    let index: Int
    if notation == .indices {
      index = try classIndex(bytes, at: place)
    } else if let number = names.find(bytes) {
      index = Int(indices[number])
    } else {
      guard let name = String(validating: bytes, as: UTF8.self) else {
        throw LabelIOError.notUTF8(at: place())
      }
      index = try newIndex(of: name, at: place)
      if names.intern(bytes).isNew { indices.append(Int16(index)) }
    }
    recent.insert(bytes, Int16(index))
    return Int16(index)
  }

  /// The index of a cell that was not met before.
  private mutating func newIndex(of text: String, at place: () -> SourceLocation) throws -> Int {
    // What is no JSON is a name.
    if text.utf8.first == UInt8(ascii: "{"), LabelObject.isJSONObject(text) {
      guard let written = JSONBallot.text(of: text) else {
        throw LabelIOError.badBallot(text, at: place())
      }
      return try newIndex(of: written, at: place)
    }
    if BallotNotation.hasSigns(text) {
      let written = try SaidBallot(written: text, at: place)
      // Alone it abstains, or is a class if cells are empty: among signs nobody can tell.
      if readsMinusOne, written.names.contains(where: { $0.isExactly("-1") }) {
        throw LabelIOError.unclearMinusOne(text, at: place())
      }
      let ballot = written.naming(try written.names.flatMap { try classes(named: $0, at: place) })
      if let index = known[ballot] { return index }
      return try add(ballot, at: place)
    }
    guard labelSpace != nil else { return try add(SaidBallot(name: text), at: place) }
    let names = try classes(named: text, at: place)
    let ballot = SaidBallot(name: names[0]).naming(names)
    return try known[ballot] ?? add(ballot, at: place)
  }

  /// The names of the classes that a name stands for: of its own class, or of all in a group.
  private func classes(named name: String, at place: () -> SourceLocation) throws -> [String] {
    guard let labelSpace else { return [name] }
    let found = index(of: name, in: labelSpace)
    if found >= 0 { return [labelSpace.classes[found]] }
    guard let tree = labelSpace.tree else {
      throw LabelIOError.unknownClass(name, at: place(), classes: labelSpace.classes)
    }
    do {
      return try tree.node(atPath: name).classes.map { labelSpace.classes[$0] }
    } catch {
      throw LabelIOError.badPath(
        name,
        error,
        at: place(),
        names: labelSpace.classes + tree.groups.map(\.name)
      )
    }
  }

  mutating func add(_ ballot: SaidBallot, at place: () -> SourceLocation) throws -> Int {
    guard said.count < Self.largestCount else {
      throw ballot.isClass
        ? LabelIOError.tooManyClasses(at: place(), limit: Self.largestCount)
        : LabelIOError.tooManyBallots(path: place().path, limit: Self.largestCount)
    }
    // A class that was written with escapes is the class.
    if ballot.isClass, let index = said.firstIndex(of: ballot) {
      known[ballot] = index
      return index
    }
    known[ballot] = said.count
    said.append(ballot)
    return said.count - 1
  }

  /// Whether a cell that begins with a minus sign is −1, and then whether it has decimals.
  private static func isMinusOne(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool? {
    guard bytes.count >= 2, bytes[1] == UInt8(ascii: "1") else { return nil }
    if bytes.count == 2 { return false }
    guard bytes.count > 3, bytes[2] == UInt8(ascii: "."),
      bytes[3...].allSatisfy({ $0 == UInt8(ascii: "0") })
    else { return nil }
    return true
  }

  private func classIndex(
    _ bytes: UnsafeBufferPointer<UInt8>,
    at place: () -> SourceLocation
  ) throws -> Int {
    var index = 0
    var isNumber = bytes.count <= 5
    for byte in bytes {
      if byte &- UInt8(ascii: "0") > 9 { isNumber = false }
      if isNumber { index = index * 10 + Int(byte - UInt8(ascii: "0")) }
    }
    let classes = labelSpace?.classes ?? []
    guard isNumber, index < classes.count else {
      throw LabelIOError.badClassIndex(
        String(decoding: bytes, as: UTF8.self),
        at: place(),
        classes: classes
      )
    }
    return index
  }
}
