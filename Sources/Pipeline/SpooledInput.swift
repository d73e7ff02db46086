internal import CorpusIO
internal import Glibc
internal import LabelingCore

/// A corpus that can be read twice: standard input is copied to a file first.
final class SpooledInput {
  /// The corpus to read.
  let source: CorpusSource
  private let folder: String?

  init(source: CorpusSource) throws {
    guard source.paths.contains("-") else {
      self.source = source
      folder = nil
      return
    }
    let temporary = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(temporary)/winnow-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Diagnostic("no folder can be made in '\(temporary)'", help: "set TMPDIR to another")
    }
    let made = template.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { String(cString: $0) } ?? temporary
    }
    folder = made
    let path = "\(made)/stdin"
    var spooled = source
    spooled.paths = source.paths.map { $0 == "-" ? path : $0 }
    self.source = spooled
    try Self.copyStandardInput(to: path)
  }

  deinit {
    guard let folder else { return }
    unlink("\(folder)/stdin")
    rmdir(folder)
  }

  private static func copyStandardInput(to path: String) throws {
    let failure = { Diagnostic(at: SourceLocation(path), String(cString: strerror(errno))) }
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failure() }
    defer { close(file) }
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
}
