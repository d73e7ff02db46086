internal import CLinux
internal import Glibc

/// A file, pipe or terminal that the process has open.
///
/// It is the bare number: whoever opens one closes it, once. All that are opened here are closed
/// in programs that the process starts. Calls that a signal interrupts are made again.
package struct FileDescriptor: Hashable, Sendable {
  /// The system's number.
  package let number: Int32

  /// The descriptor of a number.
  package init(number: Int32) { self.number = number }

  package static let standardInput = FileDescriptor(number: STDIN_FILENO)
  package static let standardOutput = FileDescriptor(number: STDOUT_FILENO)
  package static let standardError = FileDescriptor(number: STDERR_FILENO)

  // MARK: - Opening and closing

  /// What a file is opened for.
  package enum Access: Sendable {
    case reading, writing, readingAndWriting

    fileprivate var flags: Int32 {
      switch self {
      case .reading: O_RDONLY
      case .writing: O_WRONLY
      case .readingAndWriting: O_RDWR
      }
    }
  }

  /// How a file is opened.
  package struct Options: OptionSet, Sendable {
    package let rawValue: Int32

    package init(rawValue: Int32) { self.rawValue = rawValue }

    /// The file is made if there is none.
    package static let create = Options(rawValue: O_CREAT)
    /// The file is made; one that is there is an error.
    package static let createNew = Options(rawValue: O_CREAT | O_EXCL)
    /// What the file holds is thrown away.
    package static let empty = Options(rawValue: O_TRUNC)
    /// Opening a pipe does not wait, and neither does reading it.
    package static let doesNotBlock = Options(rawValue: O_NONBLOCK)
    /// A symbolic link at the end of the path is an error.
    package static let refusesLink = Options(rawValue: O_NOFOLLOW)
    /// Anything but a folder is an error.
    package static let isFolder = Options(rawValue: O_DIRECTORY)
  }

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: Where it is.
  ///   - access: What it is opened for.
  ///   - options: How.
  /// - Returns: The descriptor, to be closed.
  /// - Throws: What the system says.
  package static func open(
    _ path: String,
    for access: Access,
    _ options: Options = []
  ) throws(SystemError) -> FileDescriptor {
    FileDescriptor(
      number: try SystemError.check {
        Glibc.open(path, access.flags | options.rawValue | O_CLOEXEC, 0o666)
      }
    )
  }

  /// Opens a new file in a folder that has no name yet.
  package static func nameless(in folder: String) throws(SystemError) -> FileDescriptor {
    FileDescriptor(number: try SystemError.check { winnow_open_nameless(folder) })
  }

  /// Opens a file of this process alone in a folder, to be written and read; it is gone when it
  /// is closed.
  package static func temporary(in folder: String) throws(SystemError) -> FileDescriptor {
    var path = Array("\(folder)/winnow-XXXXXX".utf8CString)
    // An attempt that failed has used the pattern up, so there is no other.
    let number = winnow_open_temporary(&path)
    guard number >= 0 else { throw .last }
    unlink(path)
    return FileDescriptor(number: number)
  }

  /// Opens a file in memory; the name is for those who look into the process.
  package static func inMemory(_ name: String) throws(SystemError) -> FileDescriptor {
    FileDescriptor(number: try SystemError.check { winnow_memory_file(name) })
  }

  /// Opens a pipe.
  package static func pipe() throws(SystemError) -> (
    reading: FileDescriptor, writing: FileDescriptor
  ) {
    var ends: [Int32] = [-1, -1]
    try SystemError.check { winnow_pipe(&ends) }
    return (FileDescriptor(number: ends[0]), FileDescriptor(number: ends[1]))
  }

  /// Opens the same file once more, under a number that is not lower than another.
  package func duplicate(from lowest: Int32) throws(SystemError) -> FileDescriptor {
    FileDescriptor(number: try SystemError.check { fcntl(number, F_DUPFD_CLOEXEC, lowest) })
  }

  /// Closes it; what the system says of it is not looked at.
  package func close() { _ = Glibc.close(number) }

  /// Closes it; some file systems report only now that there was no room.
  package func closeWritten() throws(SystemError) {
    // After an interruption it is closed all the same.
    if Glibc.close(number) != 0, errno != EINTR { throw .last }
  }

  /// Whether the number stands for something that is open.
  package var isOpen: Bool { fcntl(number, F_GETFD) >= 0 }

  /// Keeps it open in programs that the process starts.
  package func setInherited() { _ = fcntl(number, F_SETFD, 0) }

  /// Has reading and writing return at once where they would wait.
  package func setNonblocking() { _ = fcntl(number, F_SETFL, O_NONBLOCK) }

  // MARK: - Reading and writing

  /// Reads what comes next; 0 at the end.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
    try SystemError.check { Glibc.read(number, buffer.baseAddress, buffer.count) }
  }

  /// Reads from an offset; 0 at the end.
  package func read(
    into buffer: UnsafeMutableRawBufferPointer,
    at offset: Int
  ) throws(SystemError) -> Int {
    try SystemError.check { pread(number, buffer.baseAddress, buffer.count, off_t(offset)) }
  }

  /// Writes some bytes, perhaps not all; returns how many.
  package func write(_ bytes: UnsafeRawBufferPointer) throws(SystemError) -> Int {
    try SystemError.check { Glibc.write(number, bytes.baseAddress, bytes.count) }
  }

  /// Writes all of some bytes, however many calls it takes.
  ///
  /// It waits where somebody has set the descriptor not to block.
  package func writeAll(_ bytes: UnsafeRawBufferPointer) throws(SystemError) {
    var rest = bytes
    while !rest.isEmpty {
      do throws(SystemError) {
        let count = try write(rest)
        if count == 0 { throw .inputOutput }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      } catch {
        guard error == .wouldBlock else { throw error }
        waitUntilWritable()
      }
    }
  }

  /// Writes all of some bytes, however many calls it takes.
  package func writeAll(_ bytes: [UInt8]) throws(SystemError) {
    try bytes.withUnsafeBufferPointer { bytes throws(SystemError) in
      try writeAll(UnsafeRawBufferPointer(bytes))
    }
  }

  /// Writes some bytes with a single call, whatever becomes of it; safe to call from a signal
  /// handler.
  package func writeOnce(_ bytes: UnsafeRawBufferPointer) {
    _ = Glibc.write(number, bytes.baseAddress, bytes.count)
  }

  /// Goes to an offset.
  package func seek(to offset: Int) throws(SystemError) {
    try SystemError.check { lseek(number, off_t(offset), SEEK_SET) }
  }

  /// Where reading continues; `nil` where that has no meaning, as in a pipe.
  package var offset: Int? {
    let offset = lseek(number, 0, SEEK_CUR)
    return offset >= 0 ? Int(offset) : nil
  }

  /// Tells the system that the file is read from its start to its end.
  package func expectSequentialReading() { _ = posix_fadvise(number, 0, 0, POSIX_FADV_SEQUENTIAL) }

  // MARK: - What is open

  /// Writes what is in the system's memory to the disk.
  package func sync() throws(SystemError) { try SystemError.check { fsync(number) } }

  /// Has the system begin to write a part of the file to its disk, so that a later ``sync()`` has
  /// less to wait for.
  package func beginWriting(_ range: Range<Int>) {
    winnow_begin_writing(number, Int64(range.lowerBound), Int64(range.count))
  }

  /// Gives a file without a name one that nothing has yet.
  package func name(_ path: String) throws(SystemError) {
    try SystemError.check { winnow_name_file(number, path) }
  }

  /// Whether the file has lost its last name.
  package var isNameless: Bool { (try? FileStatus(of: self))?.nameCount ?? 0 == 0 }

  /// Sets who may read, write and execute the file.
  package func setPermissions(_ permissions: UInt32) { fchmod(number, mode_t(permissions)) }

  /// Sets when it was modified to now.
  package func touch() throws(SystemError) { try SystemError.check { futimens(number, nil) } }

  /// Makes the file longer or shorter.
  package func resize(to byteCount: Int) throws(SystemError) {
    try SystemError.check { ftruncate(number, off_t(byteCount)) }
  }

  // MARK: - Locks

  /// Who else may hold a lock on the file.
  package enum Lock: Sendable {
    case shared, exclusive

    fileprivate var operation: Int32 { self == .shared ? LOCK_SH : LOCK_EX }
  }

  /// Waits for a lock on the file; the system frees it when the last descriptor of this opening is
  /// closed, however that happens.
  package func lock(_ lock: Lock) throws(SystemError) {
    try SystemError.check { flock(number, lock.operation) }
  }

  /// Takes a lock on the file unless somebody else has it.
  ///
  /// - Returns: Whether it was taken.
  @discardableResult
  package func lockIfFree(_ lock: Lock) -> Bool { flock(number, lock.operation | LOCK_NB) == 0 }
}
