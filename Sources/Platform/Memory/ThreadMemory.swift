internal import CLinux

/// A few bytes that each thread has for itself.
package enum ThreadMemory {
  /// Number of bytes.
  package static let byteCount = 16

  /// The calling thread's bytes, zero at first; aligned to 8.
  package static var bytes: UnsafeMutableRawPointer { winnow_thread_memory() }
}
