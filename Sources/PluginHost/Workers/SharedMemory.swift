internal import Platform

/// Memory that a worker shares, behind a file without a name.
final class SharedMemory {
  /// The file, to be handed to the worker.
  let file: FileDescriptor
  private let memory: MappedMemory

  /// Maps this many bytes; they take memory as they are written to.
  init(_ name: String, byteCount: Int) throws(PluginError) {
    let made = try SystemCall.check("memfd_create", FileDescriptor.inMemory(name))
    defer { made.close() }
    // Out of the way of the low numbers that the worker expects its files at.
    let file = try SystemCall.check("fcntl", made.duplicate(from: 64))
    do throws(PluginError) {
      try SystemCall.check("ftruncate", file.resize(to: byteCount))
      memory = try SystemCall.check("mmap", MappedMemory(file, byteCount: byteCount, .shared))
    } catch {
      file.close()
      throw error
    }
    self.file = file
  }

  deinit { file.close() }

  /// The first byte.
  var bytes: UnsafeMutableRawPointer { memory.bytes }
  var byteCount: Int { memory.byteCount }

  /// Makes it larger; pointers into it are no longer valid.
  func resize(to wanted: Int) throws(PluginError) {
    try SystemCall.check("ftruncate", file.resize(to: wanted))
    try SystemCall.check("mmap", memory.follow(to: wanted))
  }
}
