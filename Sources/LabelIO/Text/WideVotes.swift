internal import LabelingCore

/// The rows of a wide table while they are read, until it is known what −1 means in it.
///
/// Where a table has an empty cell, empty cells abstain and −1 is a class. Before the first of
/// them has come, −1 abstains; since every cell is filled then, whoever is silent in those rows
/// had −1, and the rows can be set right without reading them again.
struct WideVotes {
  private let voters: [String]
  private let labelSpace: LabelSpace
  /// Number of columns that are read.
  private let readCount: Int
  private var builder: VotePatterns.Builder
  private var row: [Int16]
  private var filledCount = 0
  private var rowHasMinusOne = false
  private var hasMinusOne = false
  /// Whether −1 is a class; `nil` while it is not known.
  private var isClass: Bool?
  /// Whether a vote for the class −1 was read.
  private(set) var minusOneIsClass = false

  init(
    voters: [String],
    readCount: Int,
    abstention: Abstention?,
    _ resolver: ClassResolver
  ) {
    self.voters = voters
    self.readCount = readCount
    labelSpace = resolver.provisional
    builder = VotePatterns.Builder(voters: voters, labelSpace: labelSpace)
    row = [Int16](repeating: -1, count: voters.count)
    isClass = abstention.map { $0 == .empty }
  }

  /// Sets a vote of the current row.
  @inline(__always)
  mutating func set(_ voter: Int, _ vote: Int16) {
    row[voter] = vote
    filledCount &+= 1
    if vote == ClassResolver.minusOne { rowHasMinusOne = true }
  }

  /// Takes the current row and begins the next.
  mutating func endRow(gold: Vote, _ resolver: inout ClassResolver) {
    if isClass == nil, filledCount < readCount {
      isClass = true
      if hasMinusOne { restoreMinusOne(resolver.minusOneClass()) }
    }
    if rowHasMinusOne {
      let meaning = isClass == true ? resolver.minusOneClass() : -1
      for index in row.indices where row[index] == ClassResolver.minusOne { row[index] = meaning }
      hasMinusOne = true
      if meaning >= 0 { minusOneIsClass = true }
    }
    row.withUnsafeBufferPointer { builder.append($0, gold: gold) }
    for index in row.indices { row[index] = -1 }
    filledCount = 0
    rowHasMinusOne = false
  }

  /// The builder with all rows.
  consuming func finish() -> VotePatterns.Builder { builder }

  /// Makes votes for a class of the silence in all rows so far.
  private mutating func restoreMinusOne(_ classIndex: Int16) {
    let patterns = builder.finish()
    builder = VotePatterns.Builder(voters: voters, labelSpace: labelSpace)
    let full = (0..<patterns.patternCount).map { x in
      patterns.votes(of: x).map { $0.isAbstain ? classIndex : $0.rawValue }
    }
    for x in patterns.patternOfRow {
      full[Int(x)].withUnsafeBufferPointer { builder.append($0, gold: patterns.gold[Int(x)]) }
    }
    minusOneIsClass = true
  }
}
