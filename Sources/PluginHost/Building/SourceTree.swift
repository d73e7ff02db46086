internal import LabelingCore
internal import Platform

/// The files below a folder that a build may read.
struct SourceTree {
  /// Paths of the files relative to the folder, in a fixed order; hidden ones are left out.
  private(set) var files: [String] = []
  /// The folder and those in it, the same way; the folder itself is empty.
  private(set) var folders: [String] = [""]
  private let root: String

  /// Deeper folders are of a link that leads upwards.
  private static let depthLimit = 32

  /// Lists a folder; one that is not there has no files.
  init(below root: String) {
    self.root = root
    list("", depth: 0)
    // A target that is a whole package stands next to its outputs, which are not sources.
    if files.contains("Package.swift") { files.removeAll { !Self.isSource($0) } }
    files.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Adds names and contents to a digest.
  func add(to stream: inout Digest.Stream) {
    for file in files {
      Self.add(file, to: &stream)
      (try? FileSystem.contents(of: "\(root)/\(file)"))?.withUnsafeBytes { stream.update($0) }
      Self.add("", to: &stream)
    }
  }

  /// Whether nothing in it has been written, made, moved or removed since a time.
  ///
  /// - Parameter time: As the file system tells it, in nanoseconds since 1970.
  /// - Returns: `false` also for what cannot be looked at.
  func isOlder(than time: Int) -> Bool {
    (files + folders).allSatisfy { Self.isOlder("\(root)/\($0)", than: time) }
  }

  /// Whether a file or folder has not been changed since a time; `false` where there is none.
  static func isOlder(_ path: String, than time: Int) -> Bool {
    (try? FileStatus(of: path)).map { $0.changed < time } ?? false
  }

  /// Adds a text to a digest, and where it ends.
  static func add(_ text: String, to stream: inout Digest.Stream) {
    Array(text.utf8 + [0]).withUnsafeBytes { stream.update($0) }
  }

  /// Whether a path has the suffix of a source file.
  static func isSource(_ path: String) -> Bool {
    let suffixes = [
      ".swift", ".c", ".cc", ".cpp", ".cxx", ".c++", ".m", ".mm", ".s", ".S", ".h", ".hpp",
      ".modulemap",
    ]
    return suffixes.contains { path.hasSuffix($0) }
  }

  private mutating func list(_ folder: String, depth: Int) {
    guard depth < Self.depthLimit else { return }
    for entry in FileSystem.entries(of: "\(root)/\(folder)") where !entry.name.hasPrefix(".") {
      let path = folder.isEmpty ? entry.name : "\(folder)/\(entry.name)"
      if entry.isFolder {
        folders.append(path)
        list(path, depth: depth + 1)
      } else {
        files.append(path)
      }
    }
  }
}
