internal import Glibc

/// The bytes of a file, of standard input, or of a pipe.
///
/// Standard input and pipes that ``InputSpool`` keeps are read from their start each time.
package final class FileSource: ByteSource {
  private enum Place {
    /// A plain file, at this offset.
    case file(Int32, isOwned: Bool, offset: off_t)
    /// A pipe or a device, whose bytes come once.
    case stream(PipeReader)
    /// A stream that is kept, at this offset.
    case kept(InputSpool, offset: off_t)
  }

  private let path: String
  private let abandonment: Abandonment
  private var place: Place

  /// Opens a file; `-` is standard input.
  package init(path: String, abandonment: Abandonment = Abandonment()) throws(ByteError) {
    self.path = path
    self.abandonment = abandonment
    if let spool = InputSpool.of(path) {
      place = .kept(spool, offset: 0)
      return
    }
    let standard = FileTarget.descriptor(of: path) == STDIN_FILENO
    let descriptor = standard ? STDIN_FILENO : Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    if descriptor < 0 { throw .system(.open, path: path, errno: errno) }
    var status = stat()
    fstat(descriptor, &status)
    if status.st_mode & S_IFMT == S_IFREG {
      _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
      // A file on standard input begins where the shell, or who read before, left it.
      let start = standard ? max(0, lseek(descriptor, 0, SEEK_CUR)) : 0
      place = .file(descriptor, isOwned: !standard, offset: start)
    } else {
      place = .stream(PipeReader(descriptor, path: path, isOwned: !standard))
    }
  }

  /// The descriptor of a plain file, whose bytes can be read at any time; `nil` for others.
  var plainFile: Int32? {
    if case .file(let descriptor, _, _) = place { descriptor } else { nil }
  }

  deinit {
    if case .file(let descriptor, let isOwned, _) = place, isOwned { close(descriptor) }
  }

  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteError) -> Int {
    switch place {
    case .stream(let pipe):
      return try pipe.read(into: buffer, abandonment)
    case .kept(let spool, let offset):
      let count = try spool.read(into: buffer, from: offset, abandonment)
      place = .kept(spool, offset: offset + off_t(count))
      return count
    case .file(let descriptor, let isOwned, let offset):
      while true {
        let count = pread(descriptor, buffer.baseAddress, buffer.count, offset)
        if count >= 0 {
          place = .file(descriptor, isOwned: isOwned, offset: offset + off_t(count))
          return count
        }
        if errno != EINTR { throw .system(.read, path: path, errno: errno) }
      }
    }
  }
}
