internal import CXXHash

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
enum VoteFileFormat {
  static let magic = Array("WNWVOTES".utf8)
  static let version: UInt32 = 1
  static let blockTag = Array("BLCK".utf8)
  static let footerTag = Array("DONE".utf8)
  /// Rows of a full block.
  static let blockRowCount = 65_536
  /// Bytes of a block's head, and of the footer, with their checksum.
  static let headSize = 24

  /// Bytes per vote.
  static func voteSize(classCount: Int) -> Int { classCount <= Int(Int8.max) ? 1 : 2 }

  /// The checksum of some bytes.
  static func checksum(_ bytes: some Collection<UInt8>) -> UInt64 {
    bytes.withContiguousStorageIfAvailable { winnow_hash64($0.baseAddress, $0.count) }
      ?? Array(bytes).withUnsafeBufferPointer { winnow_hash64($0.baseAddress, $0.count) }
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
