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
  /// - Returns: The votes; `nil` for a file that is missing, damaged, no flat vote file, or of
  ///   other than one voter with votes of this width.
  /// - Complexity: O(*n*), at the speed of the checksum.
  package static func view(of path: String, classCount: Int) -> VoteColumnView? {
    guard let file = try? FileDescriptor.open(path, for: .reading) else { return nil }
    defer { file.close() }
    let voteSize = VoteFileFormat.voteSize(classCount: classCount)
    guard let memory = try? MappedMemory(file, .reading),
      let votes = votes(in: memory, voteSize: voteSize)
    else { return nil }
    try? file.touch()
    return votes
  }

  /// The votes, if the file is what was written.
  private static func votes(in memory: MappedMemory, voteSize: Int) -> VoteColumnView? {
    let bytes = UnsafeRawBufferPointer(start: memory.bytes, count: memory.byteCount)
    func number<Number: FixedWidthInteger>(at offset: Int, as type: Number.Type) -> Number {
      Number(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: type))
    }
    let fixed = VoteFileFormat.fixedHeaderSize
    guard bytes.count >= fixed, bytes.starts(with: VoteFileFormat.magic),
      number(at: 8, as: UInt32.self) == VoteFileFormat.flatVersion
    else { return nil }
    let headerEnd = fixed + Int(number(at: 12, as: UInt32.self))
    let first = headerEnd + 8
    let footer = bytes.count - VoteFileFormat.headSize
    let end = footer - 8
    guard first <= end,
      number(at: headerEnd, as: UInt64.self) == winnow_hash64(bytes.baseAddress, headerEnd)
    else { return nil }
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
      owner: memory
    )
  }
}
