internal import CXXHash
internal import Foundation

/// The layout of a vote file, `.votes`; all numbers are little-endian.
///
/// ```
/// header  "WNWVOTES", version u32, manifest length u32, manifest (JSON),
///         XXH3-64 of all bytes so far
/// block   "BLCK", block number u32, row count u32, length of ids u32,
///         XXH3-64 of these 16 bytes;
///         row count × length of an id u32, the ids (UTF-8),
///         per voter: row count × vote (i8 up to 127 classes, else i16; −1 abstains),
///         XXH3-64 of the bytes since the block's head
/// footer  "DONE", block count u32, row count u64, XXH3-64 of these 16 bytes
/// ```
/// Nothing follows the footer; a file without one was not written to its end.
///
/// Version 2 is flat, so that its votes can be looked at where they are; documents have no ids:
/// ```
/// header  as above, the manifest filled up with blanks, so that the votes begin at a multiple of 8
/// votes   per voter: row count × vote, as above
///         XXH3-64 of the votes
/// footer  as above, with no blocks
/// ```
enum VoteFileFormat {
  static let magic = Array("WNWVOTES".utf8)
  static let version: UInt32 = 1
  /// The version of files without ids and blocks.
  static let flatVersion: UInt32 = 2
  static let blockTag = Array("BLCK".utf8)
  static let footerTag = Array("DONE".utf8)
  /// Rows of a full block.
  static let blockRowCount = 65_536
  /// Bytes of a header before its manifest.
  static let fixedHeaderSize = 16
  /// Bytes of a block's head, and of the footer, with their checksum.
  static let headSize = 24

  /// Bytes per vote.
  static func voteSize(classCount: Int) -> Int { classCount <= Int(Int8.max) ? 1 : 2 }

  /// The checksum of some bytes.
  static func checksum(_ bytes: some Collection<UInt8>) -> UInt64 {
    bytes.withContiguousStorageIfAvailable { winnow_hash64($0.baseAddress, $0.count) }
      ?? Array(bytes).withUnsafeBufferPointer { winnow_hash64($0.baseAddress, $0.count) }
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
    if version == flatVersion {
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
