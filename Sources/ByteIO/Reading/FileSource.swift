internal import Platform

/// The bytes of a file, of standard input, or of a pipe.
///
/// Standard input and pipes that ``InputSpool`` keeps are read from their start each time.
package final class FileSource: ByteSource {
  private enum Place {
    /// A plain file, at this offset.
    case file(FileDescriptor, isOwned: Bool, offset: Int)
    /// A pipe or a device, whose bytes come once.
    case stream(PipeReader)
    /// A stream that is kept, at this offset.
    case kept(InputSpool, offset: Int)
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
    let (file, isOwned) = try Self.open(path)
    if (try? FileStatus(of: file))?.kind == .plain {
      file.expectSequentialReading()
      // A file on standard input begins where the shell, or who read before, left it.
      place = .file(file, isOwned: isOwned, offset: isOwned ? 0 : file.offset ?? 0)
    } else {
      place = .stream(PipeReader(file, path: path, isOwned: isOwned))
    }
  }

  /// The descriptor of a plain file, whose bytes can be read at any time; `nil` for others.
  var plainFile: FileDescriptor? {
    if case .file(let file, _, _) = place { file } else { nil }
  }

  deinit {
    if case .file(let file, isOwned: true, _) = place { file.close() }
  }

  /// Opens a path without waiting; standard input is open already and stays so.
  static func open(_ path: String) throws(ByteError) -> (file: FileDescriptor, isOwned: Bool) {
    if FileTarget.descriptor(of: path) == .standardInput { return (.standardInput, false) }
    do throws(SystemError) {
      return (try FileDescriptor.open(path, for: .reading, .doesNotBlock), true)
    } catch {
      throw .system(.open, path: path, error)
    }
  }

  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteError) -> Int {
    switch place {
    case .stream(let pipe):
      return try pipe.read(into: buffer, abandonment)
    case .kept(let spool, let offset):
      let count = try spool.read(into: buffer, from: offset, abandonment)
      place = .kept(spool, offset: offset + count)
      return count
    case .file(let file, let isOwned, let offset):
      do throws(SystemError) {
        let count = try file.read(into: buffer, at: offset)
        place = .file(file, isOwned: isOwned, offset: offset + count)
        return count
      } catch {
        throw .system(.read, path: path, error)
      }
    }
  }
}
