internal import Glibc

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
    let target = FileTarget.resolved(path)
    var status = stat()
    if let descriptor = FileTarget.descriptor(of: path, isOutput: isOutput) {
      guard fstat(descriptor, &status) == 0 else { return nil }
    } else if stat(target, &status) != 0 {
      let (folder, name) = FileTarget.split(target)
      guard errno == ENOENT, !name.isEmpty, stat(folder, &status) == 0 else { return nil }
      self = .absent(
        device: UInt64(status.st_dev),
        folder: UInt64(status.st_ino),
        name: ExactName(bytes: Array(name.utf8))
      )
      return
    }
    guard status.st_mode & S_IFMT == S_IFREG else { return nil }
    self = .file(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
  }

  /// The file that a descriptor is open on.
  init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self = .file(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
  }

  /// The plain file that is at a path now, without following a link at its end.
  static func standing(at path: String) -> FileIdentity? {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    return .file(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
  }
}

/// Where a path leads.
package enum FileTarget {
  /// The path behind all symbolic links, also where the file at its end is not there yet.
  static func resolved(_ path: String) -> String {
    if let real = realpath(path, nil) {
      defer { free(real) }
      return String(cString: real)
    }
    // A link to a file that is not there yet: the file is made, and the link stays.
    var current = path
    for _ in 0..<40 {
      var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
      let count = readlink(current, &buffer, buffer.count)
      guard count > 0 else { return current }
      let link = String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
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
  static func descriptor(of path: String, isOutput: Bool = false) -> Int32? {
    switch path {
    case "-": return isOutput ? STDOUT_FILENO : STDIN_FILENO
    case "/dev/stdin": return STDIN_FILENO
    case "/dev/stdout": return STDOUT_FILENO
    case "/dev/stderr": return STDERR_FILENO
    default:
      for folder in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(folder) {
        return Int32(path.dropFirst(folder.count))
      }
      return nil
    }
  }
}
