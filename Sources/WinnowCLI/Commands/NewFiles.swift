internal import Foundation
internal import Glibc
internal import LabelingCore

/// Files that a command makes and that replace none: all of them come into being, or none.
struct NewFiles {
  private var files: [(path: String, text: String)] = []

  /// Adds a file, after those that it depends on.
  mutating func add(_ path: String, _ text: String) { files.append((path, text)) }

  /// Writes the files.
  ///
  /// - Returns: Their paths.
  /// - Throws: A `Diagnostic` that names the first file that exists already or cannot be written;
  ///   nothing is written then, and what was is removed.
  func write() throws(Diagnostic) -> [String] {
    for file in files where (try? FileManager.default.attributesOfItem(atPath: file.path)) != nil {
      throw Self.exists(file.path)
    }
    var made: [String] = []
    do throws(Diagnostic) {
      for file in files {
        try Self.makeFolder(of: file.path)
        try Self.write(file.text, to: file.path)
        made.append(file.path)
      }
    } catch {
      for path in made { unlink(path) }
      throw error
    }
    return made
  }

  private static func makeFolder(of path: String) throws(Diagnostic) {
    let folder = (path as NSString).deletingLastPathComponent
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw Diagnostic(
        at: SourceLocation(folder),
        "the folder cannot be made: \(error.localizedDescription)"
      )
    }
  }

  /// Writes one file; one that came into being meanwhile stays as it is.
  private static func write(_ text: String, to path: String) throws(Diagnostic) {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw errno == EEXIST ? exists(path) : failure(path, errno) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let code = errno
        close(file)
        unlink(path)
        throw failure(path, code)
      }
      rest = rest.dropFirst(count)
    }
    guard close(file) == 0 else {
      let code = errno
      unlink(path)
      throw failure(path, code)
    }
  }

  private static func exists(_ path: String) -> Diagnostic {
    Diagnostic(
      at: SourceLocation(path),
      "the file exists already",
      help: "nothing was written; choose another folder, or move the file away"
    )
  }

  private static func failure(_ path: String, _ code: Int32) -> Diagnostic {
    Diagnostic(
      at: SourceLocation(path),
      "the file cannot be written: \(String(cString: strerror(code)))"
    )
  }
}
