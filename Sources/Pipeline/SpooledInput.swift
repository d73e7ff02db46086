internal import CorpusIO
internal import Glibc
internal import LabelingCore

/// Standard input, for those who have to read it more than once.
///
/// A file on standard input is wound back. Anything else is copied to a
/// temporary file that takes its place; that file has no name from the start,
/// so nothing is left behind however the process ends.
struct SpooledInput {
  private let start: off_t

  /// Notes where standard input stands; `nil` when it cannot be wound back.
  init?() {
    start = lseek(STDIN_FILENO, 0, SEEK_CUR)
    if start < 0 { return nil }
  }

  /// Makes sure that a corpus can be read twice; `nil` when it has no part on standard input.
  static func needed(for source: CorpusSource) throws -> SpooledInput? {
    guard source.paths.contains("-") else { return nil }
    if let input = SpooledInput() { return input }
    let file = try unnamedFile()
    defer { close(file) }
    try copyStandardInput(to: file)
    guard lseek(file, 0, SEEK_SET) == 0, dup2(file, STDIN_FILENO) >= 0 else { throw failure() }
    return SpooledInput()
  }

  /// Makes the next read begin where the first one did.
  func rewind() { lseek(STDIN_FILENO, start, SEEK_SET) }

  private static func unnamedFile() throws -> Int32 {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var path = Array("\(folder)/winnow-XXXXXX".utf8CString)
    let file = mkstemp(&path)
    guard file >= 0 else {
      throw Diagnostic("no file can be made in '\(folder)'", help: "set TMPDIR to another folder")
    }
    unlink(path)
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    return file
  }

  private static func copyStandardInput(to file: Int32) throws {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      if count == 0 { return }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure() }
      var written = 0
      while written < count {
        let part = buffer[written..<count].withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
        guard part > 0 else { throw failure() }
        written += part
      }
    }
  }

  private static func failure() -> Diagnostic {
    Diagnostic(
      "standard input cannot be copied: \(String(cString: strerror(errno)))",
      help: "set TMPDIR to a folder with more room, or save the corpus to a file"
    )
  }
}
