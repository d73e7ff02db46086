package import ByteIO
internal import Foundation
package import LabelingCore

/// Reads a vote file block by block and checks every byte of it.
///
/// A flat file is one block, whose documents go by their numbers, from 1.
package struct VoteFileReader {
  /// Longest manifest that is read; a damaged length must not fill the memory.
  private static let largestManifest = 1 << 28

  /// What the votes are.
  package let manifest: VoteManifest
  /// Rows read so far.
  package private(set) var rowCount = 0
  private var bytes: BufferedBytes
  private var blockCount: UInt32 = 0
  private var isFinished = false
  private let version: UInt32
  /// The ballots so far.
  package private(set) var ballots: BallotRegister

  /// Reads the header.
  ///
  /// - Throws: ``LabelIOError`` when it is of no vote file, of another version,
  ///   or damaged.
  package init(_ source: NamedSource) throws { try self.init(BufferedBytes(source)) }

  init(_ source: BufferedBytes) throws {
    var bytes = source
    guard try bytes.startsLikeVoteFile() else { throw LabelIOError.notVoteFile(path: bytes.path) }
    var header = Array(try bytes.take(VoteFileFormat.fixedHeaderSize, of: "header"))
    let version = VoteFileFormat.number(header[...], at: 8, as: UInt32.self)
    guard (VoteFileFormat.plainVersion...VoteFileFormat.flatBallotVersion).contains(version) else {
      throw LabelIOError.unsupportedVersion(
        version,
        path: bytes.path,
        supported: VoteFileFormat.flatBallotVersion
      )
    }
    self.version = version
    let length = Int(VoteFileFormat.number(header[...], at: 12, as: UInt32.self))
    guard length <= Self.largestManifest else {
      throw LabelIOError.damaged(path: bytes.path, offset: 12, rule: "the header is too long")
    }
    header += try bytes.take(length, of: "header")
    let checksum = VoteFileFormat.number(try bytes.take(8, of: "header"), at: 0, as: UInt64.self)
    guard checksum == VoteFileFormat.checksum(header) else {
      throw LabelIOError.damaged(
        path: bytes.path,
        offset: 0,
        rule: "the header's checksum does not match"
      )
    }
    guard let manifest = try? JSONDecoder().decode(VoteManifest.self, from: Data(header[16...])),
      manifest.classes.count <= ClassResolver.largestCount,
      LabelSpace(manifest.classes).classCount == manifest.classes.count,
      manifest.groups.map({ LabelTree($0, of: LabelSpace(manifest.classes))?.isSound == true })
        ?? true
    else {
      throw LabelIOError.damaged(path: bytes.path, offset: 16, rule: "the manifest is not readable")
    }
    self.manifest = manifest
    ballots = BallotRegister(
      classCount: manifest.classes.count,
      kind: manifest.labels ?? .one
    )
    self.bytes = bytes
  }

  /// Reads the next block.
  ///
  /// - Returns: `nil` behind the last one.
  /// - Throws: ``LabelIOError`` when the file is cut off or damaged.
  package mutating func next() throws -> VoteBlock? {
    guard !isFinished else { return nil }
    let isFlat =
      version == VoteFileFormat.flatVersion || version == VoteFileFormat.flatBallotVersion
    if isFlat { return try rest() }
    let offset = bytes.offset
    let head = try bytes.take(VoteFileFormat.headSize, of: "blocks")
    let isBlock = head.starts(with: VoteFileFormat.blockTag)
    let part = isBlock ? "block \(blockCount)" : "footer"
    guard isBlock || head.starts(with: VoteFileFormat.footerTag) else {
      throw damage(at: offset, "a block or the footer begins here")
    }
    let checksum = VoteFileFormat.number(head, at: 16, as: UInt64.self)
    guard checksum == VoteFileFormat.checksum(head.prefix(16)) else {
      throw damage(at: offset, "the checksum of the head of \(part) does not match")
    }
    let number = VoteFileFormat.number(head, at: 4, as: UInt32.self)
    guard number == blockCount else {
      throw damage(at: offset, "this is \(isBlock ? "block" : "the footer after block") \(number)")
    }
    if isBlock {
      return try block(
        rowCount: Int(VoteFileFormat.number(head, at: 8, as: UInt32.self)),
        idByteCount: Int(VoteFileFormat.number(head, at: 12, as: UInt32.self))
      )
    }
    let total = VoteFileFormat.number(head, at: 8, as: UInt64.self)
    guard total == UInt64(rowCount) else {
      throw damage(at: offset, "the footer counts \(total) rows, the blocks hold \(rowCount)")
    }
    guard try bytes.isAtEnd() else { throw damage(at: bytes.offset, "nothing follows the footer") }
    isFinished = true
    return nil
  }

  /// Everything behind the header of a flat file.
  private mutating func rest() throws -> VoteBlock? {
    let start = bytes.offset
    let rest = try bytes.takeRest()
    let hasBallots = version == VoteFileFormat.flatBallotVersion
    var size = rest.count - VoteFileFormat.headSize - 8
    guard size >= (hasBallots ? 16 : 0) else {
      throw LabelIOError.truncated(path: bytes.path, offset: start + rest.count, part: "votes")
    }
    let footer = rest.suffix(VoteFileFormat.headSize)
    // A file that was cut off does not end with a footer.
    let total = VoteFileFormat.number(footer, at: 8, as: UInt64.self)
    guard let rows = Int(exactly: total),
      footer.elementsEqual(VoteFileFormat.footer(blockCount: 0, rowCount: rows))
    else {
      throw LabelIOError.truncated(path: bytes.path, offset: start + rest.count, part: "votes")
    }
    if hasBallots { size -= try takeBallots(before: size + 8, of: rest, at: start) }
    let voteSize =
      hasBallots ? 2 : VoteFileFormat.voteSize(ballotCount: manifest.classes.count)
    let (columnSize, isTooLong) = rows.multipliedReportingOverflow(by: voteSize)
    guard !isTooLong, columnSize <= size, columnSize * manifest.voters.count == size else {
      throw damage(at: start, "the footer counts \(rows) rows, the votes are of another number")
    }
    let checksum = VoteFileFormat.number(rest, at: size, as: UInt64.self)
    guard checksum == VoteFileFormat.checksum(rest.prefix(size)) else {
      throw damage(at: start, "the checksum of the votes does not match")
    }
    isFinished = true
    rowCount = rows
    guard rows > 0 else { return nil }
    let votes = try votes(rest.prefix(size), rowCount: rows, voteSize, at: start)
    return VoteBlock(ids: (1...rows).map(String.init), ballots: ballots, votes: votes)
  }

  /// Takes in the ballots of a flat file, whose checksum ends at a place.
  ///
  /// - Returns: The bytes that they take with their length and checksum.
  private mutating func takeBallots(
    before end: Int,
    of rest: ArraySlice<UInt8>,
    at start: Int
  ) throws -> Int {
    let length = VoteFileFormat.number(rest, at: end - 16, as: UInt64.self)
    let checksum = VoteFileFormat.number(rest, at: end - 8, as: UInt64.self)
    guard length <= UInt64(end - 24) else {
      throw damage(at: start + end - 16, "the ballots are longer than the file")
    }
    let part = rest.prefix(end - 8).suffix(Int(length) + 8)
    guard checksum == VoteFileFormat.checksum(part) else {
      throw damage(at: start + end - 8, "the checksum of the ballots does not match")
    }
    try add(ballots: part.dropLast(8), at: start + end - 16 - Int(length))
    return Int(length) + 16
  }

  /// Takes in ballots that come up first.
  private mutating func add(ballots bytes: ArraySlice<UInt8>, at offset: Int) throws {
    let records = VoteFileFormat.ballots(
      bytes,
      classCount: manifest.classes.count,
      labels: manifest.labels ?? .one
    )
    guard let records else { throw damage(at: offset, "the ballots are not readable") }
    for record in records where ballots.index(adding: record) != Int16(ballots.count - 1) {
      throw damage(at: offset, "a ballot stands there twice")
    }
  }

  private mutating func block(rowCount rows: Int, idByteCount: Int) throws -> VoteBlock {
    let start = bytes.offset
    guard rows <= VoteFileFormat.blockRowCount else {
      throw damage(at: start, "a block has at most \(VoteFileFormat.blockRowCount) rows")
    }
    let part = "block \(blockCount)"
    var head: [UInt8] = []
    if version == VoteFileFormat.version {
      head = Array(try bytes.take(4, of: part))
      let length = Int(VoteFileFormat.number(head[...], at: 0, as: UInt32.self))
      guard length <= Self.largestManifest else {
        throw damage(at: start, "the ballots of \(part) are too long")
      }
      head += try bytes.take(length, of: part)
      try add(ballots: head.dropFirst(4), at: start + 4)
    }
    let voteSize = VoteFileFormat.voteSize(ballotCount: ballots.count)
    let size = rows * 4 + idByteCount + manifest.voters.count * rows * voteSize
    let payload = try bytes.take(size + 8, of: part)
    let checksum = VoteFileFormat.number(payload, at: size, as: UInt64.self)
    guard checksum == VoteFileFormat.checksum(of: head, payload.prefix(size)) else {
      throw damage(at: start, "the checksum of \(part) does not match")
    }
    let idStart = start + head.count
    let ids = try ids(payload.prefix(rows * 4 + idByteCount), rowCount: rows, at: idStart)
    let votes = try votes(
      payload.prefix(size).dropFirst(rows * 4 + idByteCount),
      rowCount: rows,
      voteSize,
      at: idStart + rows * 4 + idByteCount
    )
    blockCount += 1
    rowCount += rows
    return VoteBlock(ids: ids, ballots: ballots, votes: votes)
  }

  private func ids(_ bytes: ArraySlice<UInt8>, rowCount: Int, at start: Int) throws -> [String] {
    var ids: [String] = []
    ids.reserveCapacity(rowCount)
    var offset = bytes.startIndex + rowCount * 4
    for row in 0..<rowCount {
      let length = Int(VoteFileFormat.number(bytes, at: row * 4, as: UInt32.self))
      guard length <= bytes.endIndex - offset else {
        throw damage(at: start + row * 4, "an id is longer than all ids of its block")
      }
      guard let id = String(validating: bytes[offset..<(offset + length)], as: UTF8.self) else {
        throw damage(at: start + offset - bytes.startIndex, "an id is not UTF-8")
      }
      ids.append(id)
      offset += length
    }
    guard offset == bytes.endIndex else {
      throw damage(at: start, "the ids of the block are shorter than it says")
    }
    return ids
  }

  /// Votes that stand voter by voter, as rows.
  private func votes(
    _ bytes: ArraySlice<UInt8>,
    rowCount: Int,
    _ voteSize: Int,
    at start: Int
  ) throws -> [Int16] {
    let m = manifest.voters.count
    let ballotCount = ballots.count
    var rows = [Int16](repeating: -1, count: m * rowCount)
    let bad = rows.withUnsafeMutableBufferPointer { rows -> Int? in
      bytes.withUnsafeBytes { bytes in
        for j in 0..<m {
          for i in 0..<rowCount {
            let place = j &* rowCount &+ i
            let vote =
              voteSize == 1
              ? Int16(bytes.load(fromByteOffset: place, as: Int8.self))
              : Int16(
                littleEndian: bytes.loadUnaligned(fromByteOffset: place &* 2, as: Int16.self)
              )
            guard vote >= -1, Int(vote) < ballotCount else { return place }
            rows[i &* m &+ j] = vote
          }
        }
        return nil
      }
    }
    guard let bad else { return rows }
    throw damage(
      at: start + bad * voteSize,
      ballots.isPlain
        ? "a vote is for none of the \(ballotCount) classes"
        : "a vote is for none of the \(ballotCount) ballots"
    )
  }

  private func damage(at offset: Int, _ rule: String) -> LabelIOError {
    .damaged(path: bytes.path, offset: offset, rule: rule)
  }
}
