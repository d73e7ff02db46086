internal import CXXHash
internal import Foundation
internal import LabelingCore

/// The layout of a vote file, `.votes`; all numbers are little-endian.
///
/// ```
/// header  "WNWVOTES", version u32, manifest length u32, manifest (JSON),
///         XXH3-64 of all bytes so far
/// block   "BLCK", block number u32, row count u32, length of ids u32,
///         XXH3-64 of these 16 bytes;
///         length of ballots u32, the ballots that come up first in this block (JSON);
///         row count × length of an id u32, the ids (UTF-8),
///         per voter: row count × vote (i8 while there are up to 127 ballots, else i16; −1 abstains),
///         XXH3-64 of the bytes since the block's head
/// footer  "DONE", block count u32, row count u64, XXH3-64 of these 16 bytes
/// ```
/// Nothing follows the footer; a file without one was not written to its end. A vote is the index
/// of a ballot: first the classes, then the others in the order in which they come up.
///
/// Version 1, which is read too, has no ballots but the classes.
///
/// Version 2 is flat, so that its votes can be looked at where they are; documents have no ids:
/// ```
/// header  as above, the manifest filled up with blanks, so that the votes begin at a multiple of 8
/// votes   per voter: row count × vote (i8 up to 127 classes, else i16; −1 abstains),
///         XXH3-64 of the votes
/// footer  as above, with no blocks
/// ```
/// Version 4 is flat and has other ballots than classes: votes are i16, and before the footer stand
/// the ballots (JSON), their length u64, and XXH3-64 of both.
enum VoteFileFormat {
  static let magic = Array("WNWVOTES".utf8)
  static let version: UInt32 = 3
  /// The version of blocks without ballots.
  static let plainVersion: UInt32 = 1
  /// The version of files without ids and blocks.
  static let flatVersion: UInt32 = 2
  /// The same with ballots.
  static let flatBallotVersion: UInt32 = 4
  static let blockTag = Array("BLCK".utf8)
  static let footerTag = Array("DONE".utf8)
  /// Rows of a full block.
  static let blockRowCount = 65_536
  /// Bytes of a header before its manifest.
  static let fixedHeaderSize = 16
  /// Bytes of a block's head, and of the footer, with their checksum.
  static let headSize = 24

  /// Bytes per vote.
  static func voteSize(ballotCount: Int) -> Int { ballotCount <= Int(Int8.max) ? 1 : 2 }

  /// Ballots as they stand in a file.
  static func encoded(_ ballots: some Collection<BallotRecord>) throws -> [UInt8] {
    guard !ballots.isEmpty else { return [] }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return [UInt8](try encoder.encode(Array(ballots)))
  }

  /// Reads ballots; `nil` where they are none of a task of so many classes.
  static func ballots(
    _ bytes: some Collection<UInt8>,
    classCount: Int,
    labels: LabelKind
  ) -> [BallotRecord]? {
    guard !bytes.isEmpty else { return [] }
    guard let ballots = try? JSONDecoder().decode([BallotRecord].self, from: Data(bytes)),
      ballots.allSatisfy({ $0.isValid(classCount: classCount, labels: labels) })
    else { return nil }
    return ballots
  }

  /// The checksum of some bytes.
  static func checksum(_ bytes: some Collection<UInt8>) -> UInt64 {
    bytes.withContiguousStorageIfAvailable { winnow_hash64($0.baseAddress, $0.count) }
      ?? Array(bytes).withUnsafeBufferPointer { winnow_hash64($0.baseAddress, $0.count) }
  }

  /// The checksum of bytes in two parts.
  static func checksum(of first: [UInt8], _ second: ArraySlice<UInt8>) -> UInt64 {
    let stream = ChecksumStream()
    first.withUnsafeBytes { stream.update($0) }
    second.withUnsafeBytes { stream.update($0) }
    return stream.value
  }

  /// The checksum of bytes that come in pieces.
  final class ChecksumStream {
    private let state: UnsafeMutableRawPointer

    /// Starts with no bytes.
    init() {
      guard let state = winnow_hash_create() else { preconditionFailure("out of memory") }
      self.state = state
    }

    deinit { winnow_hash_destroy(state) }

    /// Adds the next bytes.
    func update(_ bytes: UnsafeRawBufferPointer) {
      winnow_hash_update(state, bytes.baseAddress, bytes.count)
    }

    /// The checksum of all bytes so far.
    var value: UInt64 { winnow_hash_digest64(state) }
  }

  /// The header of a file of a version.
  static func header(of manifest: VoteManifest, version: UInt32) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var json = [UInt8](try encoder.encode(manifest))
    if version == flatVersion || version == flatBallotVersion {
      json += repeatElement(UInt8(ascii: " "), count: -json.count & 7)
    }
    var header = magic
    append(version, to: &header)
    append(UInt32(json.count), to: &header)
    header += json
    append(checksum(header), to: &header)
    return header
  }

  /// The footer of a file.
  static func footer(blockCount: UInt32, rowCount: Int) -> [UInt8] {
    var footer = footerTag
    append(blockCount, to: &footer)
    append(UInt64(rowCount), to: &footer)
    append(checksum(footer), to: &footer)
    return footer
  }

  /// Appends a number.
  static func append(_ number: some FixedWidthInteger, to output: inout [UInt8]) {
    withUnsafeBytes(of: number.littleEndian) { output.append(contentsOf: $0) }
  }

  /// Appends votes of one or two bytes.
  static func append(_ votes: ArraySlice<Int16>, size: Int, to output: inout [UInt8]) {
    if size == 1 {
      output.append(contentsOf: votes.lazy.map { UInt8(truncatingIfNeeded: $0) })
    } else {
      for vote in votes { append(vote, to: &output) }
    }
  }

  /// A number at a place relative to the first of some bytes.
  static func number<Number: FixedWidthInteger>(
    _ bytes: ArraySlice<UInt8>,
    at offset: Int,
    as type: Number.Type
  ) -> Number {
    bytes.withUnsafeBytes {
      Number(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: type))
    }
  }
}
