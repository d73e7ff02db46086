package import LabelingCore

/// The ballots of a file, in the order in which its votes come to them.
///
/// So the bytes of a file do not depend on the order in which its writer's register was filled.
package struct BallotIndexing {
  private let classCount: Int16
  private var register: BallotRegister
  /// The file's index of each ballot of the register behind the classes; `nil` before it comes up.
  private var indices: [Int16?] = []
  /// The file's ballots so far.
  package private(set) var written: BallotRegister

  /// Starts a file.
  package init(classCount: Int) {
    self.classCount = Int16(clamping: classCount)
    register = BallotRegister(classCount: classCount)
    written = register
  }

  /// Says what the indices mean that come next; a register goes on where the one before it ended.
  package mutating func use(_ register: BallotRegister) {
    guard register.count > self.register.count else { return }
    self.register = register
    while indices.count < register.others.count { indices.append(nil) }
  }

  /// Whether a vote is for a class, or abstains.
  @inline(__always)
  package func isPlain(_ vote: Int16) -> Bool { vote < classCount }

  /// The file's index of a vote.
  @inline(__always)
  package mutating func index(of vote: Int16) -> Int16 {
    precondition(vote >= -1, "a vote is for a ballot, or −1")
    return vote < classCount ? vote : otherIndex(of: vote)
  }

  private mutating func otherIndex(of vote: Int16) -> Int16 {
    let place = Int(vote - classCount)
    precondition(place < indices.count, "a vote is for a ballot of the register")
    if let known = indices[place] { return known }
    // A file has no more ballots than the register, which fits.
    let index = written.index(adding: register.others[place]) ?? -1
    indices[place] = index
    return index
  }
}
