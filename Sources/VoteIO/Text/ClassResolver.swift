internal import LabelingCore

/// Turns the cells of a file into class indices, known ones or provisional ones.
///
/// Where no label space is given, cells get provisional indices in order of
/// appearance; ``inferred()`` then puts the classes in an order that does not
/// depend on the order of the rows: see ``LabelSpaceInference``.
struct ClassResolver {
  /// The largest class count that a vote can name.
  static let largestCount = Int(Int16.max)

  private let labelSpace: LabelSpace?
  private let notation: ClassNotation
  private let readsMinusOne: Bool
  private var names = ByteInterner()
  private var spelled: [String] = []
  private var recent = RecentNames()

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

  /// The class a cell names; abstain for an empty cell and for −1.
  ///
  /// - Parameters:
  ///   - bytes: The cell.
  ///   - place: Where it is, for errors.
  /// - Returns: A class index or −1.
  /// - Throws: ``VoteIOError`` when it names no class.
  @inline(__always)
  mutating func vote(
    _ bytes: UnsafeBufferPointer<UInt8>,
    at place: () -> SourceLocation
  ) throws -> Int16 {
    if let index = recent.find(bytes) { return index }
    return try slowVote(bytes, at: place)
  }

  /// The classes met, in their final order, and where each provisional index goes.
  func inferred() -> (labelSpace: LabelSpace, newIndices: [Int]) {
    if let labelSpace { return (labelSpace, Array(0..<labelSpace.classCount)) }
    let space = LabelSpaceInference.labelSpace(of: spelled)
    return (space, spelled.map { space.vote(for: $0)?.classIndex ?? 0 })
  }

  /// A label space of as many classes as there are indices so far.
  var provisional: LabelSpace { labelSpace ?? LabelSpace(spelled) }

  private mutating func slowVote(
    _ bytes: UnsafeBufferPointer<UInt8>,
    at place: () -> SourceLocation
  ) throws -> Int16 {
    if bytes.isEmpty { return -1 }
    if readsMinusOne, bytes.count == 2, bytes[0] == UInt8(ascii: "-"), bytes[1] == UInt8(ascii: "1")
    {
      return -1
    }
    let index: Int
    if notation == .indices {
      index = try classIndex(bytes, at: place)
    } else if let known = names.find(bytes) {
      index = known
    } else {
      guard let name = String(validating: bytes, as: UTF8.self) else {
        throw VoteIOError.notUTF8(at: place())
      }
      if let labelSpace {
        throw VoteIOError.unknownClass(name, at: place(), classes: labelSpace.classes)
      }
      guard spelled.count < Self.largestCount else {
        throw VoteIOError.tooManyClasses(at: place(), limit: Self.largestCount)
      }
      index = names.intern(bytes).number
      spelled.append(name)
    }
    recent.insert(bytes, Int16(index))
    return Int16(index)
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
      throw VoteIOError.badClassIndex(
        String(decoding: bytes, as: UTF8.self),
        at: place(),
        classes: spelled
      )
    }
    return index
  }
}
