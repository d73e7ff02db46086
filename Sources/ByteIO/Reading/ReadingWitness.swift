package import LabelingCore
package import Platform
internal import Synchronization

/// Tells which version of some files a pass over them has read.
///
/// It looks at the very descriptors that are read. Where nobody had written to the files for a
/// while, their stamps before and after are enough; else the bytes are digested on their way.
/// Files may be read on another thread than the one that ends the pass: all state is under the
/// mutex.
package final class ReadingWitness: Sendable {
  private let paths: [String]
  private let expected: FilesVersion?
  private let isSettled: Bool
  private let pass: Mutex<WitnessedPass>

  /// Prepares to watch a pass.
  ///
  /// - Parameters:
  ///   - paths: The files, in the order in which they are read; `-` is standard input.
  ///   - expected: The version that they should have; `nil` takes any.
  package init(_ paths: [String], expecting expected: FilesVersion? = nil) {
    self.paths = paths.map { $0 == "-" ? CurrentProcess.path(of: .standardInput) : $0 }
    self.expected = expected
    let stamps = self.paths.map { FileStamp(of: $0) }
    let now = SystemClock.now
    isSettled = expected?.isSettled ?? stamps.allSatisfy { $0?.isSettled(at: now) ?? true }
    pass = Mutex(WitnessedPass(paths: self.paths, stamps: stamps, isSettled: isSettled))
  }

  /// Watches the next file.
  ///
  /// - Returns: What to read in its place.
  package func source(_ file: FileSource) -> any ByteSource {
    let descriptor = try? file.plainFile?.duplicate(from: 3)
    pass.withLock { $0.begin(descriptor) }
    if isSettled || descriptor == nil { return file }
    return WitnessedSource(file, self)
  }

  /// Takes in what was read of the file that was opened last.
  fileprivate func note(_ bytes: UnsafeRawBufferPointer) {
    // As a number, because the mutex takes no pointers in: they are read before this returns.
    let (address, count) = (UInt(bitPattern: bytes.baseAddress), bytes.count)
    pass.withLock { pass in
      let start = UnsafeRawPointer(bitPattern: address)
      pass.note(UnsafeRawBufferPointer(start: start, count: count))
    }
  }

  /// Ends the pass; what it left unread is read where stamps are not enough.
  ///
  /// - Returns: What was read, or the index of the first file that is not, or did not stay, what
  ///   it should be.
  package func finish() -> Result<FilesVersion, ChangedFile> {
    pass.withLock { pass in
      let found = pass.finish()
      if let changed = pass.changed { return .failure(ChangedFile(index: changed)) }
      guard let expected, !found.isCertainly(expected) else { return .success(found) }
      let different = paths.indices.first { found.stamps[$0] != expected.stamps[$0] }
      return .failure(ChangedFile(index: different ?? 0))
    }
  }

  /// The first file that is not what it was when the pass began, as far as stamps show.
  package var changedFile: ChangedFile? {
    pass.withLock { pass in
      paths.indices.first { FileStamp(of: paths[$0]) != pass.stamps[$0] }
        .map { ChangedFile(index: $0) }
    }
  }

  /// A file that changed.
  package struct ChangedFile: Error {
    /// Its place among the paths.
    package let index: Int
  }
}

/// How far a pass over some files has come.
private struct WitnessedPass: ~Copyable {
  private let paths: [String]
  private let isSettled: Bool
  /// What the files' stamps were when the pass began.
  let stamps: [FileStamp?]
  /// The first file that changed while it was read, by its place among the paths.
  private(set) var changed: Int?
  /// Which file is read.
  private var index = -1
  /// A descriptor of the file that is read.
  private var file: FileDescriptor?
  /// What its stamp was when it was opened.
  private var opened: FileStamp?
  /// Bytes of it that were digested.
  private var offset = 0
  private var digest = Digest.Stream()

  init(paths: [String], stamps: [FileStamp?], isSettled: Bool) {
    self.paths = paths
    self.stamps = stamps
    self.isSettled = isSettled
  }

  deinit { file?.close() }

  /// Goes on to the next file, and closes the one before.
  mutating func begin(_ next: FileDescriptor?) {
    closeFile()
    index += 1
    file = next
    opened = next.flatMap { FileStamp(of: $0) }
    offset = 0
    if isSettled, opened != stamps[index] { noteChange() }
  }

  mutating func note(_ bytes: UnsafeRawBufferPointer) {
    guard file != nil else { return }
    digest.update(bytes)
    offset += bytes.count
  }

  /// Ends with the last file; returns what was read.
  mutating func finish() -> FilesVersion {
    closeFile()
    if !isSettled { digestRest() }
    return FilesVersion(
      stamps: stamps,
      isSettled: isSettled,
      digest: isSettled ? nil : digest.digest
    )
  }

  private mutating func noteChange() { changed = changed ?? index }

  /// Ends watching the file that is read.
  private mutating func closeFile() {
    guard let file else { return }
    if isSettled {
      if FileStamp(of: file) != opened { noteChange() }
    } else {
      digestRest(of: file)
    }
    file.close()
    self.file = nil
  }

  /// Digests files that the pass has not come to.
  private mutating func digestRest() {
    while index + 1 < paths.count {
      index += 1
      guard stamps[index] != nil else { continue }
      guard let file = try? FileDescriptor.open(paths[index], for: .reading) else {
        return noteChange()
      }
      offset = 0
      digestRest(of: file)
      file.close()
    }
  }

  private mutating func digestRest(of file: FileDescriptor) {
    guard let count = FilesDigest.update(&digest, from: file, at: offset) else {
      return noteChange()
    }
    FilesDigest.end(&digest, byteCount: offset + count)
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
    from file: FileDescriptor,
    at start: Int = 0
  ) -> Int? {
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
    defer { chunk.deallocate() }
    var offset = start
    while true {
      guard let count = try? file.read(into: chunk, at: offset) else { return nil }
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
