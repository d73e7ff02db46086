internal import ByteIO
internal import LabelStore
internal import LabelingCore
internal import Platform

/// The documents of a session that an import makes, in a file next to it.
///
/// The file is locked while the session is made, so that imports of one new session wait for
/// each other. What a killed import left is known by its bytes, and taken over.
final class ImportedDocuments {
  /// The file.
  let path: String
  private let file: FileDescriptor
  private let isOwn: Bool

  /// Makes the file, or takes over that of an import that was killed.
  ///
  /// It is `nil` when another import has made the session meanwhile.
  /// - Parameters:
  ///   - bytes: The documents.
  ///   - path: Where they go.
  ///   - session: The session that is to be made.
  /// - Throws: A `Diagnostic` when another file has the name.
  init?(_ bytes: [UInt8], at path: String, of session: String) throws {
    self.path = path
    while true {
      if let made = try Self.make(bytes, at: path) {
        (file, isOwn) = (made, true)
        return
      }
      let opened = try? FileDescriptor.open(path, for: .reading)
      if opened == nil, !FileSystem.isTaken(path) { continue }
      // Another import that is at work ends before this goes on.
      try? opened?.lock(.exclusive)
      if FileSystem.permits([], of: session) {
        opened?.close()
        return nil
      }
      if let opened, !Self.leads(path, to: opened) {
        opened.close()
        continue
      }
      guard let opened, (try? FileSystem.contents(of: path)) == bytes else {
        opened?.close()
        throw Diagnostic(
          at: SourceLocation(path),
          "there is a file where the session's documents would be written",
          help: "move it away, or name another session"
        )
      }
      (file, isOwn) = (opened, false)
      return
    }
  }

  deinit { file.close() }

  /// Removes the file of a session that was not made.
  func remove() { if isOwn { FileSystem.remove(path) } }

  /// Makes the file, locked from the moment it has its name; `nil` when the name is taken.
  private static func make(_ bytes: [UInt8], at path: String) throws -> FileDescriptor? {
    var locked: FileDescriptor?
    do {
      try NewFile.make(bytes, at: path) { file in
        locked = try file.duplicate(from: 0)
        try? locked?.lock(.exclusive)
      }
      return locked
    } catch {
      locked?.close()
      switch error {
      case ByteError.appeared: return nil
      case ByteError.system(_, _, let reason), let reason as SystemError:
        throw StoreError.unwritable(path: path, reason: "\(reason)")
      default: throw error
      }
    }
  }

  /// Whether a path still leads to an open file.
  private static func leads(_ path: String, to file: FileDescriptor) -> Bool {
    guard let there = try? FileStatus(of: path), let here = try? FileStatus(of: file) else {
      return false
    }
    return there.device == here.device && there.inode == here.inode
  }
}
