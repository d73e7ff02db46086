import ByteIO
import CXXHash
import CorpusIO
import LabelIO
import LabelingCore
import TestSupport
import Testing

struct VoteFileTests {
  static func file(of matrix: VoteMatrix) throws -> [UInt8] {
    let collected = MemorySink()
    let manifest = VoteManifest(
      task: "Comments",
      corpus: VoteManifest.Corpus(description: "a.csv", digest: "0123"),
      voters: matrix.voters.map { VoteManifest.Voter(name: $0, fingerprint: "f") },
      classes: matrix.labelSpace.classes
    )
    var writer = try VoteFileWriter(manifest: manifest, to: collected)
    try matrix.forEachRow { id, votes in try writer.append(id: id, votes: votes) }
    try writer.finish()
    return collected.bytes
  }

  static func read(_ bytes: [UInt8]) throws -> VoteMatrix {
    var reader = try VoteFileReader(NamedSource(path: "a.votes", bytes: bytes))
    var matrix = VoteMatrix(
      voters: reader.manifest.voters.map(\.name),
      labelSpace: LabelSpace(reader.manifest.classes)
    )
    while let block = try reader.next() {
      block.forEachRow { id, votes in
        matrix.append(id: id, votes: votes.map { Vote(rawValue: $0) })
      }
    }
    return matrix
  }

  @Test(arguments: [2, 127, 128, 400])
  func `what is written is read again`(classCount: Int) throws {
    let matrix = RandomMatrix.make(
      rows: 500,
      voters: 7,
      classes: (0..<classCount).map { "class \($0)" },
      silence: 0.4,
      seed: 1
    )
    let bytes = try Self.file(of: matrix)
    #expect(try Self.read(bytes) == matrix)
    let table = try VoteTable.read(from: .trickle(bytes, 1000))
    #expect(table.matrix() == matrix)
    #expect(table.layout == .binary)
    #expect(table.manifest?.corpus?.digest == "0123")
  }

  @Test func `ballots come back, whatever order their register was filled in`() throws {
    let said = [
      BallotRecord(classes: [0, 1]), BallotRecord(classes: [2], confidence: 0.5),
      BallotRecord(classes: [1, 2], confidence: 0.125),
    ]
    // A row is what the voters say: a class, or one of those.
    let rows: [[Int]] = (0..<70_000).map { [$0 % 7 - 1, $0 < 66_000 ? 1 : 5 - $0 % 2] }
    func file(_ order: [Int]) throws -> [UInt8] {
      let collected = MemorySink()
      let manifest = VoteManifest(
        voters: ["f", "g"].map { VoteManifest.Voter(name: $0) },
        classes: ["a", "b", "c"]
      )
      var writer = try VoteFileWriter(manifest: manifest, to: collected)
      let register = BallotRegister(classCount: 3, others: order.map { said[$0] })
      writer.use(register)
      for (row, votes) in rows.enumerated() {
        let indices = votes.map { vote in
          vote < 3 ? Int16(vote) : Int16(3 + (order.firstIndex(of: vote - 3) ?? 0))
        }
        try indices.withUnsafeBufferPointer { try writer.append(id: "\(row)", votes: $0) }
      }
      try writer.finish()
      return collected.bytes
    }
    let bytes = try file([0, 1, 2])
    #expect(try bytes == file([2, 0, 1]))
    var reader = try VoteFileReader(NamedSource(path: "a.votes", bytes: bytes))
    var read: [[Int]] = []
    while let block = try reader.next() {
      block.forEachRow { _, votes in
        read.append(
          votes.map { vote in
            vote < 3
              ? Int(vote)
              : 3 + (said.firstIndex(of: block.ballots[Int(vote)]) ?? -9)
          }
        )
      }
    }
    #expect(read == rows)
    let table = try VoteTable.read(from: .trickle(bytes, 1 << 16))
    #expect(table.patterns.ballots.sets == [[0], [1], [2], [0, 1], [1, 2]])
    #expect(table.patterns.rowCount == rows.count)
  }

  @Test func `a file of the first version, without ballots, is read`() throws {
    let matrix = Self.small
    let bytes = try Self.file(of: matrix)
    // Version 1 has no length of ballots in front of a block's ids.
    var old = bytes
    old[8] = 1
    let tag = Array("BLCK".utf8)
    let block = try #require(old.indices.first { old[$0...].starts(with: tag) })
    let header = Array(old[..<(block - 8)])
    let payload = Array(old[(block + 28)..<(old.count - 32)])
    old = header + Self.checksum(header) + bytes[block..<(block + 24)]
    old += payload + Self.checksum(payload) + bytes.suffix(24)
    #expect(try Self.read(old) == matrix)
  }

  private static func checksum(_ bytes: [UInt8]) -> [UInt8] {
    let hash = bytes.withUnsafeBytes { winnow_hash64($0.baseAddress, $0.count) }
    return withUnsafeBytes(of: hash.littleEndian) { Array($0) }
  }

  @Test func `more rows than a block holds make several blocks`() throws {
    let matrix = RandomMatrix.make(
      rows: 70_000,
      voters: 2,
      classes: ["a", "b"],
      silence: 0.5,
      seed: 2
    )
    let bytes = try Self.file(of: matrix)
    #expect(try Self.read(bytes) == matrix)
  }

  @Test func `no rows make a whole file`() throws {
    let matrix = VoteMatrix(voters: [], labelSpace: LabelSpace([]))
    #expect(try Self.read(Self.file(of: matrix)) == matrix)
  }

  @Test func `rows and columns write the same bytes`() throws {
    let matrix = RandomMatrix.make(
      rows: 3,
      voters: 2,
      classes: ["a", "b"],
      silence: 0,
      seed: 3
    )
    let (byRow, byColumn) = (MemorySink(), MemorySink())
    let manifest = VoteManifest(
      voters: matrix.voters.map { VoteManifest.Voter(name: $0) },
      classes: matrix.labelSpace.classes
    )
    var rows = try VoteFileWriter(manifest: manifest, to: byRow)
    try matrix.forEachRow { id, votes in try rows.append(id: id, votes: votes) }
    try rows.finish()
    var columns = try VoteFileWriter(manifest: manifest, to: byColumn)
    let votes = matrix.columns.map { column in (0..<3).map { column[$0].rawValue } }
    try votes[0].withUnsafeBufferPointer { first in
      try votes[1].withUnsafeBufferPointer { second in
        try columns.append(ids: matrix.ids, columns: [first, second])
      }
    }
    try columns.finish()
    #expect(byRow.bytes == byColumn.bytes)
    #expect(columns.rowCount == 3)
  }

  @Test func `a file cut off anywhere is refused`() throws {
    let bytes = try Self.file(of: Self.small)
    for count in 0..<bytes.count {
      #expect(throws: LabelIOError.self, "\(count) bytes") {
        _ = try Self.read(Array(bytes.prefix(count)))
      }
    }
    let cut = errorMessage { _ = try Self.read(Array(bytes.dropLast(24))) }
    #expect(cut.contains("ends at byte \(bytes.count - 24), within its blocks"))
    #expect(cut.contains("write the votes again"))
  }

  @Test func `a changed bit anywhere is noticed`() throws {
    let bytes = try Self.file(of: Self.small)
    for index in bytes.indices {
      for bit in 0..<8 {
        var damaged = bytes
        damaged[index] ^= 1 << bit
        #expect(throws: LabelIOError.self, "byte \(index) bit \(bit)") {
          _ = try Self.read(damaged)
        }
      }
    }
  }

  @Test func `bytes behind the footer are noticed`() throws {
    let bytes = try Self.file(of: Self.small)
    #expect(
      errorMessage { _ = try Self.read(bytes + [0]) }
        .contains("damaged at byte \(bytes.count): nothing follows the footer")
    )
  }

  @Test func `a block taken twice is noticed`() throws {
    let bytes = try Self.file(of: Self.small)
    let tag = Array("BLCK".utf8)
    let start = try #require(bytes.indices.first { bytes[$0...].starts(with: tag) })
    let block = bytes[start..<(bytes.count - 24)]
    #expect(
      errorMessage { _ = try Self.read(bytes.dropLast(24) + block + bytes.suffix(24)) }
        .contains("this is block 0")
    )
  }

  @Test func `a newer version is named`() throws {
    var bytes = try Self.file(of: Self.small)
    bytes[8] = 9
    let text = errorMessage { _ = try Self.read(bytes) }
    #expect(text.contains("a.votes: error: the vote file is of version 9"))
    #expect(text.contains("help: the file is newer: update winnow"))
  }

  private static let small = RandomMatrix.make(
    rows: 5,
    voters: 3,
    classes: ["a", "b", "c"],
    silence: 0.3,
    seed: 4
  )
}
