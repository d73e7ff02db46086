internal import Foundation

/// A temporary folder that is removed when its last reference goes.
package final class ScratchFolder: Sendable {
  /// One folder for the logs of all commands of a run.
  package static let shared: ScratchFolder = {
    do { return try ScratchFolder() } catch { preconditionFailure("no temporary folder: \(error)") }
  }()

  /// The folder's path, without symbolic links.
  package let path: String

  /// Makes an empty folder.
  package init() throws {
    let name = "winnow-tests-\(UUID().uuidString.prefix(8))"
    let url = FileManager.default.temporaryDirectory.appending(path: name)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.resolvingSymlinksInPath().path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a file inside, whether it is there or not.
  package func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Makes a folder with a new name inside; its path.
  package func subfolder() throws -> String { try makeFolder(UUID().uuidString) }

  /// Makes a folder inside, and those that it stands in; its path.
  @discardableResult
  package func makeFolder(_ name: String) throws -> String {
    try FileManager.default.createDirectory(atPath: file(name), withIntermediateDirectories: true)
    return file(name)
  }

  /// Writes a file; its path.
  @discardableResult
  package func write(_ text: String, to name: String) throws -> String {
    try write(Array(text.utf8), to: name)
  }

  /// Writes a file; its path.
  @discardableResult
  package func write(_ bytes: [UInt8], to name: String) throws -> String {
    try Data(bytes).write(to: URL(filePath: file(name)))
    return file(name)
  }

  /// The bytes of a file.
  package func bytes(of name: String) throws -> [UInt8] { try FileBytes.read(file(name)) }

  /// A file as text; what is not UTF-8 is replaced.
  package func text(of name: String) throws -> String {
    String(decoding: try bytes(of: name), as: UTF8.self)
  }

  /// Names of all entries, also of hidden ones, sorted.
  package func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }
}
