internal import CLinux
internal import Glibc

/// Memory that a worker shares, behind a file without a name.
final class SharedMemory {
  /// The file, to be handed to the worker.
  let descriptor: Int32
  private(set) var byteCount = 0
  private var base: UnsafeMutableRawPointer?

  /// Maps this many bytes; they take memory as they are written to.
  init(_ name: String, byteCount: Int) throws(PluginError) {
    let made = try SystemCall.check("memfd_create") { winnow_memory_file(name) }
    defer { close(made) }
    // Out of the way of the low numbers that the worker expects its files at.
    descriptor = try SystemCall.check("fcntl") { fcntl(made, F_DUPFD_CLOEXEC, 64) }
    try resize(to: byteCount)
  }

  deinit {
    if let base { munmap(base, byteCount) }
    close(descriptor)
  }

  /// The first byte.
  var bytes: UnsafeMutableRawPointer {
    guard let base else { preconditionFailure("the memory is mapped from its init on") }
    return base
  }

  /// Makes it larger; pointers into it are no longer valid.
  func resize(to wanted: Int) throws(PluginError) {
    try SystemCall.check("ftruncate") { ftruncate(descriptor, wanted) }
    guard
      let mapped = mmap(nil, wanted, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0),
      mapped != MAP_FAILED
    else { throw .system(call: "mmap", reason: String(cString: strerror(errno))) }
    if let base { munmap(base, byteCount) }
    base = mapped
    byteCount = wanted
  }
}
