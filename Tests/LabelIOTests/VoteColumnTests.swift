import ByteIO
import LabelIO
import LabelingCore
import Testing

struct VoteColumnTests {
  private static func file(
    of votes: [Int16],
    classes: [String] = ["ham", "spam"]
  ) throws -> [UInt8] {
    let collected = MemorySink()
    let manifest = VoteManifest(voters: [VoteManifest.Voter(name: "links")], classes: classes)
    let writer = try VoteColumnWriter(manifest: manifest, to: collected)
    try writer.append(votes[...])
    try writer.finish()
    #expect(writer.count == votes.count)
    return collected.bytes
  }

  private static func read(_ bytes: [UInt8]) throws -> [VoteBlock] {
    var reader = try VoteFileReader(NamedSource(path: "a.votes", bytes: bytes))
    var blocks: [VoteBlock] = []
    while let block = try reader.next() { blocks.append(block) }
    #expect(reader.rowCount == blocks.reduce(0) { $0 + $1.ids.count })
    return blocks
  }

  @Test(arguments: [2, 128])
  func `a flat file is one block of numbered documents`(classCount: Int) throws {
    let votes = (0..<70_000).map { Int16($0 * 7 % (classCount + 1)) - 1 }
    let bytes = try Self.file(of: votes, classes: (0..<classCount).map { "class \($0)" })
    let blocks = try Self.read(bytes)
    #expect(blocks.count == 1)
    #expect(blocks[0].ids.first == "1" && blocks[0].ids.last == "70000")
    #expect(blocks[0].votes == votes)
    let table = try VoteTable.read(from: .trickle(bytes, 1000))
    #expect(table.patterns.voters == ["links"] && table.ids.count == votes.count)
  }

  private static let ballots = [
    BallotRecord(classes: [0, 2]), BallotRecord(classes: [1], confidence: 0.25),
  ]

  private static func fileWithBallots(of votes: [Int16]) throws -> [UInt8] {
    let collected = MemorySink()
    let manifest = VoteManifest(
      voters: [VoteManifest.Voter(name: "links")],
      classes: ["a", "b", "c"]
    )
    let writer = try VoteColumnWriter(manifest: manifest, hasBallots: true, to: collected)
    try writer.append(votes[...])
    try writer.finish(ballots)
    return collected.bytes
  }

  @Test func `a flat file may have ballots, and no bit of it changes unnoticed`() throws {
    let votes: [Int16] = [3, -1, 4, 0, 2]
    let bytes = try Self.fileWithBallots(of: votes)
    let blocks = try Self.read(bytes)
    #expect(blocks[0].votes == votes && blocks[0].ballots.others == Self.ballots)
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 1 << UInt8(index % 8)
      #expect(throws: LabelIOError.self, "byte \(index)") { _ = try Self.read(damaged) }
      #expect(throws: LabelIOError.self, "\(index) bytes") {
        _ = try Self.read(Array(bytes.prefix(index)))
      }
    }
    let table = try VoteTable.read(from: .trickle(bytes, 10))
    #expect(table.patterns.ballots.sets == [[0], [1], [2], [0, 2]])
    #expect(table.patterns.ballots.scales.first??.means == [0.25])
  }

  @Test func `a file without votes is whole`() throws {
    #expect(try Self.read(Self.file(of: [])).isEmpty)
  }

  @Test func `the votes begin at a multiple of eight, behind less than a hundred bytes`() throws {
    for name in ["", "a", "ab", "abc", "abcd", "abcde", "abcdef", "abcdefg"] {
      let bytes = try Self.file(of: [1, 1, 1], classes: ["ham", "spam" + name])
      // What follows the votes is a checksum and a footer.
      let start = bytes.count - 24 - 8 - 3
      #expect(start.isMultiple(of: 8) && start < 100 && bytes[start..<(start + 3)] == [1, 1, 1])
    }
  }

  @Test func `a flat file cut off or changed anywhere is refused`() throws {
    let bytes = try Self.file(of: [0, 1, -1, 1, 0])
    for index in bytes.indices {
      #expect(throws: LabelIOError.self, "\(index) bytes") {
        _ = try Self.read(Array(bytes.prefix(index)))
      }
      for bit in 0..<8 {
        var damaged = bytes
        damaged[index] ^= 1 << bit
        #expect(throws: LabelIOError.self, "byte \(index) bit \(bit)") {
          _ = try Self.read(damaged)
        }
      }
    }
    #expect(throws: LabelIOError.self) { _ = try Self.read(bytes + [0]) }
  }
}
