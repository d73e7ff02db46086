internal import Glibc
internal import LabelingCore

/// A lock that processes take in turn, also in different containers; the kernel frees it when
/// its holder ends, however that happens.
final class FileLock {
  private var descriptor: Int32

  /// Waits for the lock on a file, which is made if needed; where no file can be made there is
  /// nothing to be in turn for.
  init(_ path: String) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    while descriptor >= 0, flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
  }

  deinit { release() }

  /// The time now as the file system tells it, in nanoseconds since 1970: what changes from now
  /// on has this time or a later one.
  func mark() -> Int {
    var status = stat()
    guard descriptor >= 0, futimens(descriptor, nil) == 0, fstat(descriptor, &status) == 0 else {
      // The clock of files stands still for some milliseconds.
      return FileStamp.now - 20_000_000
    }
    return Int(status.st_ctim.tv_sec) * 1_000_000_000 + Int(status.st_ctim.tv_nsec)
  }

  /// Lets the next one in.
  func release() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
  }
}
