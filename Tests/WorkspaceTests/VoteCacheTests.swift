import ByteIO
import Foundation
import LabelIO
import LabelingCore
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

  private static func manifest(classCount: Int) -> VoteManifest {
    VoteManifest(
      voters: [VoteManifest.Voter(name: "f", fingerprint: "0")],
      classes: (0..<classCount).map { "class \($0)" }
    )
  }

  private func write(_ votes: [Int16], classCount: Int = 2, name: String = "a.votes") -> String {
    let path = "\(folder)/.winnow/votes/\(name)"
    let column = CachedColumn(path: path, Self.manifest(classCount: classCount))
    for start in stride(from: 0, to: votes.count, by: 700) {
      column.append(votes[start..<min(start + 700, votes.count)])
    }
    column.finish()
    return path
  }

  @Test func `a column makes room for ballots when the first comes up`() throws {
    let path = "\(folder)/.winnow/votes/b.votes"
    let column = CachedColumn(path: path, Self.manifest(classCount: 3))
    column.append([0, 2, -1][...], of: BallotRegister(classCount: 3))
    let sure = BallotRecord(classes: [1], confidence: 0.75)
    let pets = BallotRecord(classes: [0, 1])
    // What the register has and no vote is for does not get into the file.
    var register = BallotRegister(classCount: 3, others: [BallotRecord(classes: [1, 2]), sure])
    column.append([1, 1, 0][...], of: register)
    column.append([4, -1, 2][...], of: register)
    _ = register.index(adding: pets)
    column.append([5, 4, 0][...], of: register)
    column.finish()
    let view = try #require(VoteColumnFile.view(of: path, classCount: 3))
    #expect(view.others == [sure, pets] && view.voteByteCount == 2)
    #expect(read(path, classCount: 3, step: 5) == [0, 2, -1, 1, 1, 0, 3, -1, 2, 4, 3, 0])
    let patterns = VotePatterns(
      of: [view],
      voters: ["f"],
      labelSpace: LabelSpace(["a", "b", "c"])
    )
    #expect(patterns.ballots.sets == [[0], [1], [2], [0, 1]] && patterns.rowCount == 12)
    // One class less, and the ballots are of another task.
    #expect(VoteColumnFile.view(of: path, classCount: 1) == nil)
  }

  private func read(_ path: String, classCount: Int, step: Int) -> [Int16]? {
    guard let view = VoteColumnFile.view(of: path, classCount: classCount) else { return nil }
    var all: [Int16] = []
    for start in stride(from: 0, to: view.count, by: step) {
      let rows = start..<min(start + step, view.count)
      var part = [Int16](repeating: 9, count: rows.count)
      part.withUnsafeMutableBufferPointer { view.copyVotes(in: rows, into: $0) }
      all += part
    }
    return all
  }

  @Test(arguments: [127, 1000], [1, 333, 100_000])
  func `a column comes back as it was written`(classCount: Int, step: Int) throws {
    let votes = (0..<70_001).map { Int16($0 * 7 % (classCount + 1)) - 1 }
    let path = write(votes, classCount: classCount)
    #expect(read(path, classCount: classCount, step: step) == votes)
    #expect(VoteColumnFile.view(of: path, classCount: classCount == 127 ? 1000 : 127) == nil)

    // It is a vote file like any other.
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    var reader = try VoteFileReader(NamedSource(path: path, bytes: bytes))
    #expect(reader.manifest == Self.manifest(classCount: classCount))
    let block = try #require(try reader.next())
    #expect(block.votes == votes)
    #expect(try reader.next() == nil)
  }

  @Test func `a column with any byte changed, or cut anywhere, is refused`() throws {
    let path = write([0, 1, -1, 1, 0])
    let whole = try Data(contentsOf: URL(filePath: path))
    for index in whole.indices {
      var damaged = whole
      damaged[index] ^= 0x10
      try damaged.write(to: URL(filePath: path))
      #expect(VoteColumnFile.view(of: path, classCount: 2) == nil, "byte \(index)")
      try whole.prefix(index).write(to: URL(filePath: path))
      #expect(VoteColumnFile.view(of: path, classCount: 2) == nil, "cut at \(index)")
    }
    try (whole + [0]).write(to: URL(filePath: path))
    #expect(VoteColumnFile.view(of: path, classCount: 2) == nil, "a byte too many")
    try whole.write(to: URL(filePath: path))
    #expect(VoteColumnFile.view(of: path, classCount: 2)?.count == 5)
  }

  @Test func `a column without votes is whole`() throws {
    #expect(VoteColumnFile.view(of: write([]), classCount: 2)?.count == 0)
  }

  @Test func `a vote file that is not flat is refused`() throws {
    let path = "\(folder)/.winnow/votes/a.votes"
    let sink = MemorySink()
    var writer = try VoteFileWriter(manifest: Self.manifest(classCount: 2), to: sink)
    try [Int16(1)].withUnsafeBufferPointer { try writer.append(id: "d", votes: $0) }
    try writer.finish()
    try Data(sink.bytes).write(to: URL(filePath: path))
    #expect(VoteColumnFile.view(of: path, classCount: 2) == nil)
  }

  @Test func `a column that is not finished leaves nothing behind`() throws {
    let path = "\(folder)/.winnow/votes/b.votes"
    do {
      let column = CachedColumn(path: path, Self.manifest(classCount: 2))
      column.append([1, 0, 1])
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/.winnow/votes").isEmpty)
  }

  @Test func `columns that an older version wrote make room without a word`() throws {
    let cache = VoteCache(workspace: folder)
    let old = "\(folder)/.winnow/votes/0123-4567.column"
    try Data("WNCOL1\n\u{1}\u{0}".utf8).write(to: URL(filePath: old))
    let path = write([0, 1])
    #expect(cache.entries().count == 2)
    #expect(cache.trim(to: VoteCache.defaultLimit) == 1)
    #expect(cache.entries().map(\.path) == [path])
    try Data("WNCOL1\n\u{1}\u{0}".utf8).write(to: URL(filePath: old))
    #expect(try cache.clear() == 2)
  }

  @Test func `the columns used longest ago make room`() throws {
    let cache = VoteCache(workspace: folder)
    let paths = ["a", "b", "c"].map {
      write([Int16](repeating: 0, count: 1000), name: "\($0).votes")
    }
    for (age, path) in zip([30, 10, 20], paths) {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -Double(age))],
        ofItemAtPath: path
      )
    }
    // Reading a column counts as use.
    _ = VoteColumnFile.view(of: paths[0], classCount: 2)
    let byteCount = try #require(cache.entries().first).byteCount
    #expect(byteCount < 1200)
    #expect(cache.trim(to: 2 * byteCount) == 1)
    #expect(cache.entries().map(\.path) == [paths[1], paths[0]])
    #expect(cache.trim(to: 0) == 2)
  }
}
