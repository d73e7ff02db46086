internal import Glibc
package import LabelingCore

/// A column file in memory, as the kernel maps it.
package final class MappedColumn {
  private let start: UnsafeMutableRawPointer
  private let byteCount: Int

  private init(start: UnsafeMutableRawPointer, byteCount: Int) {
    self.start = start
    self.byteCount = byteCount
  }

  deinit { munmap(start, byteCount) }

  /// Maps a column and checks it from end to end.
  ///
  /// - Parameters:
  ///   - path: The file; its time of use is renewed.
  ///   - classCount: Number of the task's classes.
  /// - Returns: `nil` for a file that is missing or damaged.
  package static func view(of path: String, classCount: Int) -> VoteColumnView? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_size > 0 else { return nil }
    let byteCount = Int(status.st_size)
    guard let start = mmap(nil, byteCount, PROT_READ, MAP_PRIVATE, file, 0), start != MAP_FAILED
    else { return nil }
    let column = MappedColumn(start: start, byteCount: byteCount)
    let voteByteCount = ColumnFile.voteByteCount(classCount: classCount)
    let magic = ColumnFile.magic(voteByteCount: voteByteCount)
    let bytes = UnsafeRawBufferPointer(start: start, count: byteCount)
    let bodyCount = byteCount - ColumnFile.footerByteCount
    guard bodyCount >= magic.count, bytes.starts(with: magic) else { return nil }
    var digest = Digest.Stream()
    digest.update(UnsafeRawBufferPointer(rebasing: bytes[..<bodyCount]))
    let count = (bodyCount - magic.count) / voteByteCount
    guard bytes[bodyCount...].elementsEqual(ColumnFile.footer(count: count, digest: digest.digest))
    else { return nil }
    _ = futimens(file, nil)
    return VoteColumnView(
      start: start + magic.count,
      count: count,
      voteByteCount: voteByteCount,
      owner: column
    )
  }
}
