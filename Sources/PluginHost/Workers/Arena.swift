internal import CLinux
internal import Glibc
package import PluginABI

/// Memory that a worker shares, grown to the batch that is written into it.
package final class Arena {
  /// The file behind the memory, to be handed to the worker.
  let descriptor: Int32
  private(set) var byteCount = 0
  private var base: UnsafeMutableRawPointer?

  /// Maps a first page or so.
  package init() throws(PluginError) {
    let made = try SystemCall.check("memfd_create") { winnow_memory_file("winnow-arena") }
    // Out of the way of the low numbers that the worker expects its files at.
    descriptor = try SystemCall.check("fcntl") { fcntl(made, F_DUPFD_CLOEXEC, 64) }
    close(made)
    try reserve(4096)
  }

  deinit {
    if let base { munmap(base, byteCount) }
    close(descriptor)
  }

  /// The arena's head.
  package var head: UnsafeMutablePointer<WinnowArena> {
    bytes.assumingMemoryBound(to: WinnowArena.self)
  }

  /// The arena's first byte.
  var bytes: UnsafeMutableRawPointer {
    guard let base else { preconditionFailure("an arena is mapped from its init on") }
    return base
  }

  /// Makes room; contents are lost when the arena grows.
  func reserve(_ wanted: Int) throws(PluginError) {
    guard wanted > byteCount else { return }
    var grown = max(byteCount, 1 << 20)
    while grown < wanted { grown *= 2 }
    try SystemCall.check("ftruncate") { ftruncate(descriptor, grown) }
    if let base { munmap(base, byteCount) }
    base = nil
    guard
      let mapped = mmap(nil, grown, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0),
      mapped != MAP_FAILED
    else { throw .system(call: "mmap", reason: String(cString: strerror(errno))) }
    base = mapped
    byteCount = grown
  }

  /// A section of the arena as typed memory.
  func section<Element>(
    _ offset: KeyPath<WinnowArena, UInt64>,
    as type: Element.Type
  ) -> UnsafeMutablePointer<Element> {
    (bytes + Int(head.pointee[keyPath: offset])).assumingMemoryBound(to: type)
  }
}
