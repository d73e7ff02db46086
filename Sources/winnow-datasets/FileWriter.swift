internal import Platform

/// Writes whole files.
enum FileWriter {
  /// Writes a file and the folders above it; what was there stays until all is written.
  static func write(_ contents: [UInt8], to path: String) throws(SystemError) {
    for (index, character) in zip(path.indices, path).dropFirst() where character == "/" {
      try FileSystem.makeFolder(String(path[..<index]))
    }
    let temporary = "\(path).part"
    let file = try FileDescriptor.open(temporary, for: .writing, [.create, .empty])
    do throws(SystemError) {
      try file.writeAll(contents)
    } catch {
      file.close()
      throw error
    }
    try file.closeWritten()
    try FileSystem.rename(temporary, to: path)
  }
}
