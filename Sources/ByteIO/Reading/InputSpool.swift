internal import Glibc
internal import Synchronization

/// An input that can be read once only, kept as it is read, so that a later pass reads it again.
///
/// Pipes, named pipes, process substitutions and `/dev/stdin` are such. What is read goes to a
/// temporary file that has no name from the start, so nothing is left behind however the
/// process ends; the first pass sees the bytes as they come. Which pipes there are is the
/// process' own, so what is kept is known to the process, by device and number, under whatever
/// name a pipe is opened.
package final class InputSpool: Sendable {
  private struct Key: Hashable {
    let device: UInt64
    let inode: UInt64
  }

  private struct State: ~Copyable {
    /// It stays open, so that no other pipe gets its number.
    let source: PipeReader
    let file: Int32
    var byteCount: off_t = 0
    var hasEnded = false
  }

  private static let kept = Mutex<[Key: InputSpool]>([:])

  private let path: String
  private let state: Mutex<State>

  /// Keeps those of some inputs that can be read once only; call it before any is read.
  ///
  /// - Parameter paths: Paths that are going to be read more than once.
  /// - Throws: What opening them, and a temporary file, throws.
  package static func keep(_ paths: [String]) throws(ByteError) {
    for path in paths {
      guard let key = key(of: path), kept.withLock({ $0[key] == nil }) else { continue }
      let spool = try InputSpool(path)
      kept.withLock { $0[key] = spool }
    }
  }

  /// Whether a path can be read once only and is not kept.
  package static func isReadOnce(_ path: String) -> Bool {
    key(of: path).map { key in kept.withLock { $0[key] == nil } } ?? false
  }

  /// What is kept of a path, if anything is.
  static func of(_ path: String) -> InputSpool? {
    key(of: path).flatMap { key in kept.withLock { $0[key] } }
  }

  private init(_ path: String) throws(ByteError) {
    self.path = path
    let isStandard = FileTarget.descriptor(of: path) == STDIN_FILENO
    let source = isStandard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    if source < 0 { throw .system(.open, path: path, errno: errno) }
    let reader = PipeReader(source, path: path, isOwned: !isStandard)
    let file = try Self.namelessFile()
    state = Mutex(State(source: reader, file: file))
  }

  deinit { state.withLock { _ = close($0.file) } }

  /// Reads bytes from an offset on; 0 at the end only.
  func read(
    into buffer: UnsafeMutableRawBufferPointer,
    from offset: off_t,
    _ abandonment: Abandonment
  ) throws(ByteError) -> Int {
    try state.withLock { (state) throws(ByteError) in
      if offset >= state.byteCount, !state.hasEnded {
        let count = try state.source.read(into: buffer, abandonment)
        state.hasEnded = count == 0
        try append(UnsafeRawBufferPointer(rebasing: buffer[..<count]), to: &state)
        return count
      }
      while true {
        let count = pread(state.file, buffer.baseAddress, buffer.count, offset)
        if count >= 0 { return count }
        if errno != EINTR { throw .system(.read, path: path, errno: errno) }
      }
    }
  }

  private func append(
    _ bytes: UnsafeRawBufferPointer,
    to state: inout State
  ) throws(ByteError) {
    do throws(ByteError) {
      try DescriptorSink.write(bytes, to: state.file, path: path)
    } catch {
      guard case .system(_, let path, let code) = error else { throw error }
      throw .system(.copy, path: path, errno: code)
    }
    state.byteCount += off_t(bytes.count)
  }

  /// Which stream a path leads to; `nil` for plain files and folders, and for what is not there.
  private static func key(of path: String) -> Key? {
    var status = stat()
    let isThere =
      if let descriptor = FileTarget.descriptor(of: path) {
        fstat(descriptor, &status) == 0
      } else {
        stat(path, &status) == 0
      }
    let kind = status.st_mode & S_IFMT
    guard isThere, kind != S_IFREG, kind != S_IFDIR else { return nil }
    return Key(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
  }

  private static func namelessFile() throws(ByteError) -> Int32 {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var path = Array("\(folder)/winnow-XXXXXX".utf8CString)
    let file = mkstemp(&path)
    guard file >= 0 else { throw .system(.create, path: folder, errno: errno) }
    unlink(path)
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    return file
  }
}
