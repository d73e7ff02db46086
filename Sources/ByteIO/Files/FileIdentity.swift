internal import Platform

/// Which file a path leads to, whatever the path is called.
enum FileIdentity: Hashable {
  /// A file that is there: its device and number.
  case file(device: UInt64, inode: UInt64)
  /// A file that is not there yet: its name in a folder that is there.
  case absent(device: UInt64, folder: UInt64, name: ExactName)

  /// The bytes of a name.
  struct ExactName: Hashable {
    let bytes: [UInt8]
  }

  /// The plain file that a path leads to, or the place where it would be made.
  ///
  /// There is none for pipes, devices and folders, which an output does not replace, and for
  /// what cannot be looked at.
  /// - Parameters:
  ///   - path: The path.
  ///   - isOutput: Whether `-` is standard output.
  init?(path: String, isOutput: Bool = false) {
    do throws(SystemError) {
      let status = try FileTarget.status(of: path, isOutput: isOutput)
      guard status.kind == .plain else { return nil }
      self.init(status)
    } catch {
      let (folder, name) = FileTarget.split(FileTarget.resolved(path))
      guard error == .notFound, !name.isEmpty, let status = try? FileStatus(of: folder) else {
        return nil
      }
      self = .absent(
        device: status.device,
        folder: status.inode,
        name: ExactName(bytes: Array(name.utf8))
      )
    }
  }

  /// The file of a status.
  init(_ status: FileStatus) { self = .file(device: status.device, inode: status.inode) }

  /// The file that is at a path now, without following a link at its end.
  static func standing(at path: String) -> FileIdentity? {
    (try? FileStatus(of: path, followsLink: false)).map { FileIdentity($0) }
  }
}

/// Where a path leads.
package enum FileTarget {
  /// The path behind all symbolic links, also where the file at its end is not there yet.
  static func resolved(_ path: String) -> String {
    if let real = FileSystem.resolved(path) { return real }
    // A link to a file that is not there yet: the file is made, and the link stays.
    var current = path
    for _ in 0..<40 {
      guard let link = FileSystem.target(ofLink: current) else { return current }
      current = link.hasPrefix("/") ? link : split(current).folder + "/" + link
    }
    return current
  }

  /// The folder that a file is in, and its name there.
  ///
  /// Foundation's `deletingLastPathComponent` ends the process for a name of one letter.
  package static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return (".", path) }
    let folder = String(path[..<slash])
    return (folder.isEmpty ? "/" : folder, String(path[path.utf8.index(after: slash)...]))
  }

  /// The descriptor that a path stands for: `-` and `/dev/stdin` are 0.
  ///
  /// - Parameters:
  ///   - path: The path.
  ///   - isOutput: Whether `-` is standard output.
  /// - Returns: `nil` for other paths.
  static func descriptor(of path: String, isOutput: Bool = false) -> FileDescriptor? {
    guard path == "-" else { return CurrentProcess.descriptor(ofPath: path) }
    return isOutput ? .standardOutput : .standardInput
  }

  /// What a path leads to, or the descriptor that it stands for is open on.
  static func status(
    of path: String,
    isOutput: Bool = false
  ) throws(SystemError) -> FileStatus {
    guard let file = descriptor(of: path, isOutput: isOutput) else {
      return try FileStatus(of: path)
    }
    return try FileStatus(of: file)
  }
}
