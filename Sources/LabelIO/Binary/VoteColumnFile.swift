internal import CXXHash
internal import Glibc
package import LabelingCore

/// A flat vote file of one voter in memory, as the kernel maps it.
package final class VoteColumnFile {
  private let start: UnsafeMutableRawPointer
  private let byteCount: Int

  private init(start: UnsafeMutableRawPointer, byteCount: Int) {
    self.start = start
    self.byteCount = byteCount
  }

  deinit { munmap(start, byteCount) }

  /// Maps a file and checks it from end to end; the manifest is not read.
  ///
  /// - Parameters:
  ///   - path: The file; its time of use is renewed.
  ///   - classCount: Number of the task's classes, which tells how wide a vote is.
  /// - Returns: The votes; `nil` for a file that is missing, damaged, no flat vote file, or of
  ///   other than one voter with votes of this width.
  /// - Complexity: O(*n*), at the speed of the checksum.
  package static func view(of path: String, classCount: Int) -> VoteColumnView? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_size > 0 else { return nil }
    let byteCount = Int(status.st_size)
    guard let start = mmap(nil, byteCount, PROT_READ, MAP_PRIVATE, file, 0), start != MAP_FAILED
    else { return nil }
    let column = VoteColumnFile(start: start, byteCount: byteCount)
    guard let votes = column.votes(voteSize: VoteFileFormat.voteSize(classCount: classCount))
    else { return nil }
    _ = futimens(file, nil)
    return votes
  }

  /// The votes, if the file is what was written.
  private func votes(voteSize: Int) -> VoteColumnView? {
    let bytes = UnsafeRawBufferPointer(start: start, count: byteCount)
    func number<Number: FixedWidthInteger>(at offset: Int, as type: Number.Type) -> Number {
      Number(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: type))
    }
    let fixed = VoteFileFormat.fixedHeaderSize
    guard byteCount >= fixed, bytes.starts(with: VoteFileFormat.magic),
      number(at: 8, as: UInt32.self) == VoteFileFormat.flatVersion
    else { return nil }
    let headerEnd = fixed + Int(number(at: 12, as: UInt32.self))
    let first = headerEnd + 8
    let footer = byteCount - VoteFileFormat.headSize
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
      start: start + first,
      count: count,
      voteByteCount: voteSize,
      owner: self
    )
  }
}
