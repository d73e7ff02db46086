internal import Platform
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
    let file: FileDescriptor
    var byteCount = 0
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
    let (source, isOwned) = try FileSource.open(path)
    let reader = PipeReader(source, path: path, isOwned: isOwned)
    let folder = Environment.value(of: "TMPDIR") ?? "/tmp"
    do throws(SystemError) {
      state = Mutex(State(source: reader, file: try .temporary(in: folder)))
    } catch {
      throw .system(.create, path: folder, error)
    }
  }

  deinit { state.withLock { $0.file.close() } }

  /// Reads bytes from an offset on; 0 at the end only.
  func read(
    into buffer: UnsafeMutableRawBufferPointer,
    from offset: Int,
    _ abandonment: Abandonment
  ) throws(ByteError) -> Int {
    try state.withLock { (state) throws(ByteError) in
      if offset >= state.byteCount, !state.hasEnded {
        let count = try state.source.read(into: buffer, abandonment)
        state.hasEnded = count == 0
        try append(UnsafeRawBufferPointer(rebasing: buffer[..<count]), to: &state)
        return count
      }
      do throws(SystemError) { return try state.file.read(into: buffer, at: offset) } catch {
        throw .system(.read, path: path, error)
      }
    }
  }

  private func append(
    _ bytes: UnsafeRawBufferPointer,
    to state: inout State
  ) throws(ByteError) {
    do throws(SystemError) { try state.file.writeAll(bytes) } catch {
      throw .system(.copy, path: path, error)
    }
    state.byteCount += bytes.count
  }

  /// Which stream a path leads to; `nil` for plain files and folders, and for what is not there.
  private static func key(of path: String) -> Key? {
    guard let status = try? FileTarget.status(of: path), status.kind != .plain,
      status.kind != .folder
    else { return nil }
    return Key(device: status.device, inode: status.inode)
  }
}
