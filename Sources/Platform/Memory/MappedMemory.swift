internal import CLinux
internal import Glibc

/// A file as memory.
///
/// It may be shared with other processes and threads: who writes when is agreed between them.
package final class MappedMemory: @unchecked Sendable {
  /// How a file is mapped.
  package enum Sharing: Sendable {
    /// Only to be read; what others write to the file may or may not be seen.
    case reading
    /// What is written is the file's at once, and the mapping is not handed on to forked processes.
    case shared
  }

  private var base: UnsafeMutableRawPointer
  package private(set) var byteCount: Int

  /// Maps a file from its start.
  ///
  /// - Parameters:
  ///   - file: The file, which may be closed afterwards.
  ///   - byteCount: How much of it, at least 1; `nil` for the whole.
  ///   - sharing: How.
  /// - Throws: What the system says.
  package init(
    _ file: FileDescriptor,
    byteCount: Int? = nil,
    _ sharing: Sharing
  ) throws(SystemError) {
    let count = if let byteCount { byteCount } else { try FileStatus(of: file).byteCount }
    let isShared = sharing == .shared
    let mapped = mmap(
      nil,
      count,
      isShared ? PROT_READ | PROT_WRITE : PROT_READ,
      isShared ? MAP_SHARED : MAP_PRIVATE,
      file.number,
      0
    )
    guard let mapped, mapped != MAP_FAILED else { throw .last }
    if isShared { madvise(mapped, count, MADV_DONTFORK) }
    base = mapped
    self.byteCount = count
  }

  deinit { munmap(base, byteCount) }

  /// A pointer to the first byte.
  package var bytes: UnsafeMutableRawPointer { base }

  /// Follows a file that was made longer or shorter; pointers into the memory are no longer valid.
  package func follow(to byteCount: Int) throws(SystemError) {
    guard byteCount != self.byteCount else { return }
    guard let moved = winnow_remap(base, self.byteCount, byteCount) else { throw .last }
    base = moved
    self.byteCount = byteCount
  }
}

/// A word in memory that is shared with another process.
package struct SharedWord {
  private let word: UnsafeMutablePointer<UInt32>

  /// The word at an address, which stays mapped while this is used.
  package init(_ word: UnsafeMutablePointer<UInt32>) { self.word = word }

  /// Its value; all that was written before it can be read.
  package func load() -> UInt32 { winnow_load(word) }

  /// Writes it, behind all that was written before.
  package func store(_ value: UInt32) { winnow_store(word, value) }

  /// Sleeps while it has a value, for at most a time; returns now and then for no reason.
  package func sleep(while value: UInt32, upTo limit: Duration) {
    winnow_sleep_while(word, value, Int32(clamping: Int64(limit / .milliseconds(1))))
  }

  /// Wakes whoever sleeps on it.
  package func wake() { winnow_wake(word) }
}
