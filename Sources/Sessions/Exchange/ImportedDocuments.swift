internal import ByteIO
internal import Foundation
internal import LabelStore
internal import LabelingCore

/// The documents of a session that an import makes, in a file next to it.
///
/// The file is locked while the session is made, so that imports of one new session wait for
/// each other. What a killed import left is known by its bytes, and taken over.
final class ImportedDocuments {
  /// The file.
  let path: String
  private let descriptor: Int32
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
      do {
        var locked: Int32 = -1
        try NewFile.make(bytes, at: path) { file in
          locked = dup(file)
          flock(locked, LOCK_EX)
        }
        (descriptor, isOwn) = (locked, true)
        return
      } catch ByteError.system(_, _, let code) {
        throw StoreError.unwritable(path: path, reason: String(cString: strerror(code)))
      } catch ByteError.appeared {}
      let opened = open(path, O_RDONLY | O_CLOEXEC)
      if opened < 0, errno == ENOENT, !Self.isThere(path) { continue }
      // Another import that is at work ends before this goes on.
      if opened >= 0 { while flock(opened, LOCK_EX) != 0, errno == EINTR {} }
      if FileManager.default.fileExists(atPath: session) {
        if opened >= 0 { close(opened) }
        return nil
      }
      if opened >= 0, !Self.leads(path, to: opened) {
        close(opened)
        continue
      }
      guard opened >= 0, FileManager.default.contents(atPath: path) == Data(bytes) else {
        if opened >= 0 { close(opened) }
        throw Diagnostic(
          at: SourceLocation(path),
          "there is a file where the session's documents would be written",
          help: "move it away, or name another session"
        )
      }
      (descriptor, isOwn) = (opened, false)
      return
    }
  }

  deinit { close(descriptor) }

  /// Removes the file of a session that was not made.
  func remove() { if isOwn { unlink(path) } }

  private static func isThere(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// Whether a path still leads to an open file.
  private static func leads(_ path: String, to descriptor: Int32) -> Bool {
    var (there, here) = (stat(), stat())
    return stat(path, &there) == 0 && fstat(descriptor, &here) == 0
      && there.st_dev == here.st_dev && there.st_ino == here.st_ino
  }
}
