internal import CXXHash
package import LabelingCore
internal import Platform

/// A flat vote file of one voter in memory, as the kernel maps it.
package enum VoteColumnFile {
  /// Maps a file and checks it from end to end; the manifest is not read.
  ///
  /// - Parameters:
  ///   - path: The file; its time of use is renewed.
  ///   - classCount: Number of the task's classes, which tells how wide a vote is.
  ///   - labels: How many classes a document has.
  /// - Returns: The votes; `nil` for a file that is missing, damaged, no flat vote file, or of
  ///   other than one voter with votes of this width.
  /// - Complexity: O(*n*), at the speed of the checksum.
  package static func view(
    of path: String,
    classCount: Int,
    labels: LabelKind = .one
  ) -> VoteColumnView? {
    guard let file = try? FileDescriptor.open(path, for: .reading) else { return nil }
    defer { file.close() }
    guard let memory = try? MappedMemory(file, .reading),
      let votes = votes(in: memory, classCount: classCount, labels)
    else { return nil }
    try? file.touch()
    return votes
  }

  /// The votes, if the file is what was written.
  private static func votes(
    in memory: MappedMemory,
    classCount: Int,
    _ labels: LabelKind
  ) -> VoteColumnView? {
    let bytes = UnsafeRawBufferPointer(start: memory.bytes, count: memory.byteCount)
    func number<Number: FixedWidthInteger>(at offset: Int, as type: Number.Type) -> Number {
      Number(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: type))
    }
    let fixed = VoteFileFormat.fixedHeaderSize
    guard bytes.count >= fixed, bytes.starts(with: VoteFileFormat.magic) else { return nil }
    let version = number(at: 8, as: UInt32.self)
    let hasBallots = version == VoteFileFormat.flatBallotVersion
    guard hasBallots || version == VoteFileFormat.flatVersion else { return nil }
    let headerEnd = fixed + Int(number(at: 12, as: UInt32.self))
    let first = headerEnd + 8
    let footer = bytes.count - VoteFileFormat.headSize
    guard first <= footer - 8,
      number(at: headerEnd, as: UInt64.self) == winnow_hash64(bytes.baseAddress, headerEnd)
    else { return nil }
    var others: [BallotRecord] = []
    var end = footer - 8
    if hasBallots {
      // From the end: their checksum, their length, the ballots, and the checksum of the votes.
      guard footer - 24 >= first else { return nil }
      let length = number(at: footer - 16, as: UInt64.self)
      guard length <= UInt64(footer - 16 - first) else { return nil }
      let start = footer - 16 - Int(length)
      guard start - 8 >= first,
        number(at: footer - 8, as: UInt64.self)
          == winnow_hash64(bytes.baseAddress.map { $0 + start }, Int(length) + 8),
        let ballots = VoteFileFormat.ballots(
          bytes[start..<(footer - 16)],
          classCount: classCount,
          labels: labels
        )
      else { return nil }
      others = ballots
      end = start - 8
    }
    let voteSize = hasBallots ? 2 : VoteFileFormat.voteSize(ballotCount: classCount)
    let count = (end - first) / voteSize
    guard count * voteSize == end - first,
      bytes[footer...].elementsEqual(VoteFileFormat.footer(blockCount: 0, rowCount: count)),
      number(at: end, as: UInt64.self)
        == winnow_hash64(bytes.baseAddress.map { $0 + first }, end - first)
    else { return nil }
    return VoteColumnView(
      start: memory.bytes + first,
      count: count,
      voteByteCount: voteSize,
      others: others,
      owner: memory
    )
  }
}
