internal import Foundation
internal import LabelingCore

/// Votes as rows of bytes, one per voter, with the true classes.
struct FlatVotes {
  /// Number of voters.
  let voterCount: Int
  /// Number of classes.
  let classCount: Int
  /// Votes, row-major; −1 abstains.
  var votes: [Int8]
  /// The true class of each row.
  var truth: [Int8]

  /// Number of rows.
  var rowCount: Int { truth.count }
  /// The classes' names: their indices.
  var labelSpace: LabelSpace { LabelSpace((0..<classCount).map(String.init)) }

  /// Reads the bytes of votes and of true classes, each from a file.
  init(path: String, truthPath: String, voterCount: Int, classCount: Int) throws {
    self.voterCount = voterCount
    self.classCount = classCount
    votes = try Self.bytes(path)
    truth = try Self.bytes(truthPath)
  }

  /// Draws votes of independent functions with known confusion.
  ///
  /// Class *i* has a share proportional to 1 / (*i* + 2). Each function votes on
  /// a random share of rows, right with a random accuracy; wrong votes go to
  /// the other classes in random shares.
  init(rowCount: Int, voterCount: Int, classCount: Int, seed: UInt64) {
    self.voterCount = voterCount
    self.classCount = classCount
    var generator = SeededGenerator(seed: seed)
    let shares = (0..<classCount).map { 1 / Double($0 + 2) }
    let prior = Self.cumulated(shares.map { $0 / shares.reduce(0, +) })
    let coverage = voterCount <= 12 ? 0.1...0.6 : 0.02...0.3
    let accuracy = classCount == 2 ? 0.52...0.9 : classCount <= 4 ? 0.4...0.9 : 0.3...0.85
    let least = classCount > 2 ? 1.2 / Double(classCount) : 0.52
    var answers: [[Double]] = []
    for _ in 0..<voterCount {
      let covers = generator.uniform(coverage)
      let right = generator.uniform(accuracy)
      for y in 0..<classCount {
        let hit = min(max(right + generator.normal(deviation: 0.04), least), 0.98)
        var wrong = generator.shares(classCount - 1)[...]
        let row = (0..<classCount).map { c in
          covers * (c == y ? hit : (1 - hit) * (wrong.popFirst() ?? 0))
        }
        answers.append(Self.cumulated(row))
      }
    }
    truth = []
    votes = []
    truth.reserveCapacity(rowCount)
    votes.reserveCapacity(rowCount * voterCount)
    for _ in 0..<rowCount {
      let y = Self.index(of: generator.unit(), in: prior) ?? classCount - 1
      truth.append(Int8(y))
      for voter in 0..<voterCount {
        let answer = Self.index(of: generator.unit(), in: answers[voter * classCount + y])
        votes.append(answer.map { Int8($0) } ?? -1)
      }
    }
  }

  /// The voters' names.
  var voterNames: [String] { (0..<voterCount).map { "lf\($0)" } }

  /// The distinct rows with their counts.
  func patterns() -> VotePatterns {
    var builder = VotePatterns.Builder(voters: voterNames, labelSpace: labelSpace)
    votes.withUnsafeBufferPointer { builder.append(rows: $0) }
    return builder.finish()
  }

  /// The votes of each voter.
  var columns: [VoteColumnView] {
    (0..<voterCount).map { voter in
      ColumnBytes(count: rowCount) { votes[$0 * voterCount + voter] }.view
    }
  }

  /// The true classes as a column.
  var goldColumn: VoteColumnView { ColumnBytes(count: rowCount) { truth[$0] }.view }

  private static func cumulated(_ shares: [Double]) -> [Double] {
    var sum = 0.0
    return shares.map { share in
      sum += share
      return sum
    }
  }

  private static func index(of draw: Double, in bounds: [Double]) -> Int? {
    bounds.firstIndex { draw < $0 }
  }

  private static func bytes(_ path: String) throws -> [Int8] {
    try Data(contentsOf: URL(filePath: path)).withUnsafeBytes { bytes in
      Array(bytes.bindMemory(to: Int8.self))
    }
  }
}

/// The memory of one column.
private final class ColumnBytes {
  private let bytes: UnsafeMutablePointer<Int8>
  private let count: Int

  init(count: Int, _ vote: (_ row: Int) -> Int8) {
    self.count = count
    bytes = .allocate(capacity: count)
    for row in 0..<count { (bytes + row).initialize(to: vote(row)) }
  }

  deinit { bytes.deallocate() }

  var view: VoteColumnView {
    VoteColumnView(
      start: UnsafeRawPointer(bytes),
      count: count,
      voteByteCount: 1,
      owner: self
    )
  }
}
