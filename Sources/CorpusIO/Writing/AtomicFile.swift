internal import CLinux
internal import Glibc

/// A file that is either the old one or the whole new one, never a part.
///
/// It is written beside its target as `.name.partial-<pid>`, synced, and
/// renamed by ``finish()``. Without that it is removed when it is discarded,
/// when the last reference goes, or by ``PartialFiles/unlinkAll()``.
package final class AtomicFile: ByteSink {
  private let target: String
  private let partial: String
  private let folder: String
  private let descriptor: Int32
  private var slot: PartialFiles.Slot?
  private var isOpen = true
  private var byteCount = 0
  /// Bytes that the kernel has been asked to write to the disk.
  private var begunByteCount = 0

  /// Bytes that are written to the disk at once.
  private static let stretchByteCount = 1 << 24

  /// Begins a file.
  ///
  /// A symbolic link stays one, and the file it leads to is replaced.
  package init(path: String) throws(CorpusError) {
    let target = Self.resolved(path)
    self.target = target
    let slash = target.lastIndex(of: "/")
    let name = slash.map { String(target[target.index(after: $0)...]) } ?? target
    let prefix = slash.map { String(target[...$0]) } ?? ""
    folder = prefix.isEmpty ? "." : prefix
    partial = "\(prefix).\(name).partial-\(getpid())"
    slot = PartialFiles.register(partial)
    descriptor = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else {
      let code = errno
      isOpen = false
      PartialFiles.forget(slot)
      throw .system(.create, path: path, errno: code)
    }
    var status = stat()
    if stat(target, &status) == 0 { fchmod(descriptor, status.st_mode & 0o7777) }
  }

  deinit { discard() }

  package func write(_ bytes: UnsafeRawBufferPointer) throws(CorpusError) {
    try DescriptorSink.write(bytes, to: descriptor, path: target)
    byteCount += bytes.count
    guard byteCount - begunByteCount >= Self.stretchByteCount else { return }
    // Otherwise all of it would wait for the sync at the end.
    winnow_begin_writing(descriptor, Int64(begunByteCount), Int64(byteCount - begunByteCount))
    begunByteCount = byteCount
  }

  package func finish() throws(CorpusError) {
    guard isOpen else { return }
    if fsync(descriptor) != 0 { throw .system(.sync, path: target, errno: errno) }
    if rename(partial, target) != 0 { throw .system(.rename, path: target, errno: errno) }
    PartialFiles.forget(slot)
    isOpen = false
    close(descriptor)
    try syncFolder()
  }

  package func discard() {
    guard isOpen else { return }
    isOpen = false
    close(descriptor)
    unlink(partial)
    PartialFiles.forget(slot)
  }

  /// Makes the new name itself permanent.
  private func syncFolder() throws(CorpusError) {
    let opened = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard opened >= 0 else { return }
    defer { close(opened) }
    // Some file systems cannot sync a folder; the file itself is safe there.
    if fsync(opened) != 0, errno != EINVAL {
      throw .system(.sync, path: folder, errno: errno)
    }
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}
