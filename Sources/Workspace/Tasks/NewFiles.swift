internal import ByteIO
internal import Foundation
internal import LabelingCore
internal import Platform

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
    for file in files where FileSystem.isTaken(file.path) { throw Self.exists(file.path) }
    var made: [String] = []
    do throws(Diagnostic) {
      for file in files {
        try Self.makeFolder(of: file.path)
        try Self.write(file.text, to: file.path)
        made.append(file.path)
      }
    } catch {
      for path in made { FileSystem.remove(path) }
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
    do {
      try NewFile.make(Array(text.utf8), at: path)
    } catch ByteError.system(_, _, let error) {
      throw Diagnostic(at: SourceLocation(path), "the file cannot be written: \(error)")
    } catch {
      throw exists(path)
    }
  }

  private static func exists(_ path: String) -> Diagnostic {
    Diagnostic(
      at: SourceLocation(path),
      "the file exists already",
      help: "nothing was written; choose another folder, or move the file away"
    )
  }
}
