internal import CLinux
internal import Glibc

/// Names of files, and what is done with them.
package enum FileSystem {
  /// What the process wants to do with a file.
  package struct Use: OptionSet, Sendable {
    package let rawValue: Int32

    package init(rawValue: Int32) { self.rawValue = rawValue }

    /// Read the file, or list the folder.
    package static let read = Use(rawValue: R_OK)
    /// Write the file, or change the folder.
    package static let write = Use(rawValue: W_OK)
    /// Run the file, or go into the folder.
    package static let execute = Use(rawValue: X_OK)
  }

  /// Throws unless a path leads to something that the process may use in this way; no use asks
  /// only whether it is there.
  package static func check(_ path: String, for use: Use = []) throws(SystemError) {
    try SystemError.check { access(path, use.rawValue) }
  }

  /// Whether a path leads to something that the process may use in this way.
  package static func permits(_ use: Use, of path: String) -> Bool {
    access(path, use.rawValue) == 0
  }

  /// Whether something has this name, even a link that leads nowhere.
  package static func isTaken(_ path: String) -> Bool {
    (try? FileStatus(of: path, followsLink: false)) != nil
  }

  /// Removes a name of a file, if it is there.
  package static func remove(_ path: String) { unlink(path) }

  /// Removes the name at an address; safe to call from a signal handler.
  package static func remove(at path: UnsafePointer<CChar>) { unlink(path) }

  /// Renames a file; one that has the name is replaced.
  package static func rename(_ path: String, to target: String) throws(SystemError) {
    try SystemError.check { Glibc.rename(path, target) }
  }

  /// Renames a file to a name that nothing has yet.
  package static func rename(_ path: String, toNew target: String) throws(SystemError) {
    do throws(SystemError) {
      try SystemError.check { winnow_rename_new(path, target) }
    } catch {
      guard error.isUnsupported else { throw error }
      try SystemError.check { link(path, target) }
      unlink(path)
    }
  }

  /// Exchanges what two names stand for.
  package static func exchange(_ path: String, _ other: String) throws(SystemError) {
    try SystemError.check { winnow_exchange(path, other) }
  }

  /// Makes a folder in one that is there; one that is there already stays.
  ///
  /// - Returns: Whether it was made.
  /// - Throws: What the system says.
  @discardableResult
  package static func makeFolder(_ path: String) throws(SystemError) -> Bool {
    do throws(SystemError) {
      try SystemError.check { mkdir(path, 0o777) }
      return true
    } catch {
      guard error == .exists else { throw error }
      return false
    }
  }

  /// Removes a folder that has nothing in it.
  package static func removeEmptyFolder(_ path: String) { rmdir(path) }

  /// Sets who may read, write and execute a file.
  package static func setPermissions(_ permissions: UInt32, of path: String) {
    chmod(path, mode_t(permissions))
  }

  /// The path behind all symbolic links; `nil` where the file is not there.
  package static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// What a symbolic link says; `nil` if it is not one.
  package static func target(ofLink path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &buffer, buffer.count)
    guard count > 0 else { return nil }
    return String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// The bytes of a whole file.
  package static func contents(of path: String) throws(SystemError) -> [UInt8] {
    let file = try FileDescriptor.open(path, for: .reading)
    defer { file.close() }
    var bytes: [UInt8] = []
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = try file.read(into: buffer)
      if count == 0 { return bytes }
      bytes.append(contentsOf: buffer[..<count])
    }
  }

  /// Something in a folder.
  package struct Entry: Sendable {
    package let name: String
    /// Whether it is a folder, or a link to one.
    package let isFolder: Bool
  }

  /// What is in a folder, in any order, without `.` and `..`; nothing where it cannot be listed.
  ///
  /// Links that lead nowhere are left out.
  package static func entries(of folder: String) -> [Entry] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var entries: [Entry] = []
    while let entry = readdir(stream) {
      // The entry ends with its name, however long that is.
      let start = UnsafeRawPointer(entry) + (MemoryLayout<dirent>.offset(of: \.d_name) ?? 0)
      let name = String(cString: start.assumingMemoryBound(to: CChar.self))
      if name == "." || name == ".." { continue }
      var isFolder = entry.pointee.d_type == UInt8(DT_DIR)
      if entry.pointee.d_type != UInt8(DT_REG), !isFolder {
        guard let status = try? FileStatus(of: "\(folder)/\(name)") else { continue }
        isFolder = status.kind == .folder
      }
      entries.append(Entry(name: name, isFolder: isFolder))
    }
    return entries
  }
}
