internal import LabelingCore

/// Turns the cells of a file into class indices, known ones or provisional ones.
///
/// Where no label space is given, cells get provisional indices in order of
/// appearance; ``inferred()`` then puts the classes in an order that does not
/// depend on the order of the rows: see ``LabelSpaceInference``.
struct ClassResolver {
  /// The largest class count that a vote can name.
  static let largestCount = Int(Int16.max)
  /// Stands for a cell of −1 where classes are inferred: the reader knows what it means.
  static let minusOne: Int16 = -2

  private let labelSpace: LabelSpace?
  private let notation: ClassNotation
  private let readsMinusOne: Bool
  private var names = ByteInterner()
  private var spelled: [String] = []
  private var recent = RecentNames()
  /// Provisional index of −1, once somebody has asked for it.
  private(set) var knownMinusOne: Int16?
  /// Whether −1 turned out to be a class.
  var minusOneIsClass = false

  /// Creates a resolver; without a label space it collects the classes it meets.
  init(labelSpace: LabelSpace?, notation: ClassNotation) {
    self.labelSpace = labelSpace
    self.notation = labelSpace == nil ? .names : notation
    readsMinusOne = labelSpace?.vote(for: "-1") == nil
    for name in labelSpace?.classes ?? [] {
      Array(name.utf8).withUnsafeBufferPointer { _ = names.intern($0) }
    }
    spelled = labelSpace?.classes ?? []
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
    let index = Int16(names.count)
    Array("-1".utf8).withUnsafeBufferPointer { _ = names.intern($0) }
    spelled.append("-1")
    knownMinusOne = index
    return index
  }

  /// The classes met, in their final order, and where each provisional index goes; −1 for what
  /// turned out to be no class.
  func inferred() -> (labelSpace: LabelSpace, newIndices: [Int]) {
    if let labelSpace { return (labelSpace, Array(0..<labelSpace.classCount)) }
    let isClass = spelled.indices.map { minusOneIsClass || $0 != knownMinusOne.map { Int($0) } }
    let met = zip(spelled, isClass).filter(\.1).map(\.0)
    let whole = LabelSpaceInference.wholeNumbers(met)
    let space = LabelSpaceInference.labelSpace(of: whole ?? met)
    let indices = zip(spelled, isClass).map { name, isClass in
      guard isClass else { return -1 }
      let final = whole == nil ? name : LabelSpaceInference.wholeNumber(name) ?? name
      return space.vote(for: final)?.classIndex ?? -1
    }
    return (space, indices)
  }

  /// A label space of as many classes as there are indices so far.
  var provisional: LabelSpace { labelSpace ?? LabelSpace(spelled) }

  private mutating func slowVote(
    _ bytes: UnsafeBufferPointer<UInt8>,
    at place: () -> SourceLocation
  ) throws -> Int16 {
    if bytes.isEmpty { return -1 }
    if readsMinusOne, bytes[0] == UInt8(ascii: "-"), let isDecimal = Self.isMinusOne(bytes) {
      return labelSpace == nil && !isDecimal ? Self.minusOne : -1
    }
    let index: Int
    if notation == .indices {
      index = try classIndex(bytes, at: place)
    } else if let known = names.find(bytes) {
      index = known
    } else {
      guard let name = String(validating: bytes, as: UTF8.self) else {
        throw LabelIOError.notUTF8(at: place())
      }
      if let labelSpace {
        guard let whole = LabelSpaceInference.wholeNumber(name),
          let vote = labelSpace.vote(for: whole)
        else { throw LabelIOError.unknownClass(name, at: place(), classes: labelSpace.classes) }
        index = vote.classIndex
      } else {
        guard spelled.count < Self.largestCount else {
          throw LabelIOError.tooManyClasses(at: place(), limit: Self.largestCount)
        }
        index = names.intern(bytes).number
        spelled.append(name)
      }
    }
    recent.insert(bytes, Int16(index))
    return Int16(index)
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
    guard isNumber, index < spelled.count else {
      throw LabelIOError.badClassIndex(
        String(decoding: bytes, as: UTF8.self),
        at: place(),
        classes: spelled
      )
    }
    return index
  }
}
