import Foundation
import TestSupport
import Testing
import Workspace

struct VoteCacheTests {
  private let scratch: ScratchFolder
  private var folder: String { scratch.path }

  init() throws {
    scratch = try ScratchFolder()
    try scratch.makeFolder(".winnow/votes")
  }

  private func write(_ votes: [Int16], voteByteCount: Int, name: String = "a.column") -> String {
    let path = "\(folder)/.winnow/votes/\(name)"
    let writer = ColumnWriter(path: path, voteByteCount: voteByteCount)
    for start in stride(from: 0, to: votes.count, by: 700) {
      writer.append(votes[start..<min(start + 700, votes.count)])
    }
    writer.finish()
    return path
  }

  private func read(_ path: String, count: Int, voteByteCount: Int, step: Int) -> [Int16]? {
    guard let reader = ColumnReader(path: path, voteByteCount: voteByteCount) else { return nil }
    var all: [Int16] = []
    while all.count < count {
      var part = [Int16](repeating: 9, count: min(step, count - all.count) + 3)[2...]
      guard reader.read(part.count - 1, into: &part) else { return nil }
      all += part.dropLast()
    }
    return all
  }

  @Test(arguments: [1, 2], [1, 333, 100_000])
  func `a column comes back as it was written`(voteByteCount: Int, step: Int) {
    let largest: Int16 = voteByteCount == 1 ? 127 : 900
    let votes = (0..<70_001).map { Int16($0 * 7 % Int(largest + 2)) - 1 }
    let path = write(votes, voteByteCount: voteByteCount)
    #expect(read(path, count: votes.count, voteByteCount: voteByteCount, step: step) == votes)
    #expect(ColumnReader(path: path, voteByteCount: 3 - voteByteCount) == nil)
  }

  @Test func `a column with any byte changed, or cut anywhere, is refused`() throws {
    let path = write([0, 1, -1, 1, 0], voteByteCount: 1)
    let whole = try Data(contentsOf: URL(filePath: path))
    for index in whole.indices {
      var damaged = whole
      damaged[index] ^= 0x10
      try damaged.write(to: URL(filePath: path))
      #expect(ColumnReader(path: path, voteByteCount: 1) == nil, "byte \(index)")
      try whole.prefix(index).write(to: URL(filePath: path))
      #expect(ColumnReader(path: path, voteByteCount: 1) == nil, "cut at \(index)")
    }
    try whole.write(to: URL(filePath: path))
    #expect(ColumnReader(path: path, voteByteCount: 1) != nil)
  }

  @Test func `a column that ends early is told`() {
    let path = write([0, 1, -1], voteByteCount: 1)
    #expect(read(path, count: 3, voteByteCount: 1, step: 2) == [0, 1, -1])
    #expect(read(path, count: 4, voteByteCount: 1, step: 2) == nil)
  }

  @Test func `a column that is not finished leaves nothing behind`() throws {
    let path = "\(folder)/.winnow/votes/b.column"
    do {
      let writer = ColumnWriter(path: path, voteByteCount: 1)
      writer.append([1, 2, 3])
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/.winnow/votes").isEmpty)
  }

  @Test func `the columns used longest ago make room`() throws {
    let cache = VoteCache(workspace: folder)
    let paths = ["a", "b", "c"].map {
      write([Int16](repeating: 0, count: 1000), voteByteCount: 1, name: "\($0).column")
    }
    for (age, path) in zip([30, 10, 20], paths) {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -Double(age))],
        ofItemAtPath: path
      )
    }
    // Reading a column counts as use.
    _ = ColumnReader(path: paths[0], voteByteCount: 1)
    #expect(cache.trim(to: 2 * 1100) == 1)
    #expect(cache.entries().map(\.path) == [paths[1], paths[0]])
    #expect(cache.trim(to: 0) == 2)
  }
}
