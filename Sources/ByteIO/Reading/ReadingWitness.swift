internal import Glibc
package import LabelingCore
internal import Threads

/// Tells which version of some files a pass over them has read.
///
/// It looks at the very descriptors that are read. Where nobody had written to the files for a
/// while, their stamps before and after tell all; else the bytes are digested on their way.
/// Files may be read on another thread than the one that ends the pass: all state is under the
/// monitor.
package final class ReadingWitness {
  private struct State: ~Copyable {
    /// Which file is read, by its place among the paths.
    var index = -1
    /// A descriptor of the file that is read; −1 for none.
    var descriptor: Int32 = -1
    /// What its stamp was when it was opened.
    var opened: FileStamp?
    /// Bytes of it that were digested.
    var offset = 0
    var digest = Digest.Stream()
    var stamps: [FileStamp?]
    /// The first file that changed while it was read.
    var changed: Int?
  }

  private let paths: [String]
  private let expected: FilesVersion?
  private let isSettled: Bool
  private let monitor = Monitor()
  private var state: State

  /// Prepares to watch a pass.
  ///
  /// - Parameters:
  ///   - paths: The files, in the order in which they are read; `-` is standard input.
  ///   - expected: The version that they should have; `nil` takes any.
  package init(_ paths: [String], expecting expected: FilesVersion? = nil) {
    self.paths = paths
    self.expected = expected
    let stamps = paths.map { FileStamp(of: Self.place(of: $0)) }
    let now = FileStamp.now
    isSettled = expected?.isSettled ?? stamps.allSatisfy { $0?.isSettled(at: now) ?? true }
    state = State(stamps: stamps)
  }

  deinit { if state.descriptor >= 0 { Glibc.close(state.descriptor) } }

  /// Watches the next file.
  ///
  /// - Returns: What to read in its place.
  package func source(_ file: FileSource) -> any ByteSource {
    let descriptor = file.plainFile.map { fcntl($0, F_DUPFD_CLOEXEC, 3) } ?? -1
    monitor.locked {
      closeFile()
      state.index += 1
      state.descriptor = descriptor
      state.opened = FileStamp(descriptor: descriptor)
      state.offset = 0
      if isSettled, state.opened != state.stamps[state.index] { noteChange() }
    }
    if isSettled || descriptor < 0 { return file }
    return WitnessedSource(file, self)
  }

  /// Takes in what was read of the file that was opened last.
  fileprivate func note(_ bytes: UnsafeRawBufferPointer) {
    monitor.locked {
      guard state.descriptor >= 0 else { return }
      state.digest.update(bytes)
      state.offset += bytes.count
    }
  }

  /// Ends the pass; what it left unread is read where nothing else tells.
  ///
  /// - Returns: What was read, or the index of the first file that is not, or did not stay, what
  ///   it should be.
  package func finish() -> Result<FilesVersion, ChangedFile> {
    monitor.locked {
      closeFile()
      if !isSettled { digestRest() }
      let found = FilesVersion(
        stamps: state.stamps,
        isSettled: isSettled,
        digest: isSettled ? nil : state.digest.digest
      )
      if let changed = state.changed { return .failure(ChangedFile(index: changed)) }
      guard let expected, !found.isCertainly(expected) else { return .success(found) }
      let different = paths.indices.first { found.stamps[$0] != expected.stamps[$0] }
      return .failure(ChangedFile(index: different ?? 0))
    }
  }

  /// The first file that is not what it was when the pass began, as far as stamps tell.
  package var changedFile: ChangedFile? {
    monitor.locked {
      paths.indices.first { FileStamp(of: Self.place(of: paths[$0])) != state.stamps[$0] }
        .map { ChangedFile(index: $0) }
    }
  }

  /// A file that changed.
  package struct ChangedFile: Error {
    /// Its place among the paths.
    package let index: Int
  }

  private static func place(of path: String) -> String { path == "-" ? "/proc/self/fd/0" : path }

  private func noteChange() { state.changed = state.changed ?? state.index }

  /// Ends watching the file that is read.
  private func closeFile() {
    guard state.descriptor >= 0 else { return }
    if isSettled {
      if FileStamp(descriptor: state.descriptor) != state.opened { noteChange() }
    } else {
      digestRest(of: state.descriptor)
    }
    Glibc.close(state.descriptor)
    state.descriptor = -1
  }

  /// Digests files that the pass has not come to.
  private func digestRest() {
    while state.index + 1 < paths.count {
      state.index += 1
      guard state.stamps[state.index] != nil else { continue }
      let file = open(Self.place(of: paths[state.index]), O_RDONLY | O_CLOEXEC)
      guard file >= 0 else { return noteChange() }
      state.offset = 0
      digestRest(of: file)
      Glibc.close(file)
    }
  }

  private func digestRest(of file: Int32) {
    guard let count = FilesDigest.update(&state.digest, from: file, at: state.offset) else {
      return noteChange()
    }
    FilesDigest.end(&state.digest, byteCount: state.offset + count)
  }
}

/// A file whose bytes a witness sees.
private final class WitnessedSource: ByteSource {
  private let file: FileSource
  private let witness: ReadingWitness

  init(_ file: FileSource, _ witness: ReadingWitness) {
    self.file = file
    self.witness = witness
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ByteError) -> Int {
    let count = try file.read(into: buffer)
    if count > 0 { witness.note(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
    return count
  }
}

/// How the bytes of several files become one digest: those of each, then their number.
package enum FilesDigest {
  /// Adds the bytes of a file from an offset to its end; their number, or `nil` when it cannot
  /// be read.
  package static func update(
    _ digest: inout Digest.Stream,
    from file: Int32,
    at start: Int = 0
  ) -> Int? {
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
    defer { chunk.deallocate() }
    var offset = start
    while true {
      let count = pread(file, chunk.baseAddress, chunk.count, off_t(offset))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { return offset - start }
      digest.update(UnsafeRawBufferPointer(rebasing: chunk[..<count]))
      offset += count
    }
  }

  /// Ends a file of this many bytes.
  package static func end(_ digest: inout Digest.Stream, byteCount: Int) {
    withUnsafeBytes(of: byteCount) { digest.update($0) }
  }
}
