package import Platform

/// Makes a file that is not there yet: it appears whole, or not at all, and replaces nothing.
package enum NewFile {
  /// Writes bytes to a file without a name, and then gives it the name.
  ///
  /// - Parameters:
  ///   - bytes: What the file holds.
  ///   - path: Where it goes.
  ///   - prepare: Called with its descriptor right before it gets its name.
  /// - Throws: ``ByteError/appeared(path:)`` when there is something of the name, also a link
  ///   that leads nowhere; what the file system says, and what `prepare` throws. Then nothing is
  ///   left.
  package static func make(
    _ bytes: [UInt8],
    at path: String,
    _ prepare: (_ file: FileDescriptor) throws -> Void = { _ in }
  ) throws {
    let file = try AtomicFile(path: path, replacing: nil, isNameless: true)
    defer { file.discard() }
    try file.write(whole: bytes)
    guard !FileSystem.isTaken(path) else { throw ByteError.appeared(path: path) }
    try prepare(file.descriptor)
    try PartialFiles.committing { () throws(ByteError) in
      try file.publish()
      try RunFiles.sync(file.folder)
      file.settle()
    }
  }
}
