internal import Glibc

/// The bytes of a file, or of standard input.
package final class FileSource: ByteSource {
  private let path: String
  private let descriptor: Int32

  /// Opens a file; `-` is standard input.
  package init(path: String) throws(CorpusError) {
    self.path = path
    descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw .system(.open, path: path, errno: errno) }
    _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
  }

  deinit {
    if descriptor > STDERR_FILENO { close(descriptor) }
  }

  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(CorpusError) -> Int {
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR { throw .system(.read, path: path, errno: errno) }
    }
  }
}
