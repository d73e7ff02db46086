import Foundation

/// A temporary folder that goes when the last reference goes.
final class ScratchFolder: Sendable {
  /// One folder for the logs of all commands of a run.
  static let shared: ScratchFolder = {
    do { return try ScratchFolder() } catch { preconditionFailure("no temporary folder: \(error)") }
  }()

  let path: String

  /// Makes an empty folder.
  init() throws {
    let name = "winnow-tests-\(UUID().uuidString.prefix(8))"
    let url = FileManager.default.temporaryDirectory.appending(path: name)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.resolvingSymlinksInPath().path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Makes a folder with a name of its own inside.
  func subfolder() throws -> String {
    let made = "\(path)/\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: made, withIntermediateDirectories: true)
    return made
  }

  /// Makes a folder inside.
  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: "\(path)/\(name)",
      withIntermediateDirectories: true
    )
  }

  /// Writes a file.
  func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

  /// Writes a file.
  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(filePath: "\(path)/\(name)"))
  }

  /// The bytes of a file.
  func bytes(of name: String) throws -> [UInt8] { try FileBytes.read("\(path)/\(name)") }

  /// A file as text.
  func text(of name: String) throws -> String {
    String(decoding: try bytes(of: name), as: UTF8.self)
  }

  /// Names of all entries, also of hidden ones.
  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }
}
