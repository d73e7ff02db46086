internal import CorpusIO
internal import Glibc
internal import LabelingCore

/// Writes whole files through ``CorpusOutput``, so that they are there in full or not at all.
package enum OutputFile {
  /// Writes bytes to a path; `-` is standard output.
  package static func write(_ bytes: [UInt8], to path: String) throws {
    try write(bytes, to: CorpusOutput.open(path: path))
  }

  /// Refuses to write over a file that is read: it would be gone.
  ///
  /// - Parameters:
  ///   - path: Where something is to be written; `-` and devices hold nothing.
  ///   - inputs: Paths that are read.
  /// - Throws: A `Diagnostic` when both are the same file, under whatever names.
  package static func refuse(_ path: String, over inputs: [String]) throws {
    guard let file = identity(path), inputs.contains(where: { identity($0) == file }) else {
      return
    }
    throw Diagnostic(
      at: SourceLocation(path),
      "the output would replace what is read",
      help: "name another file"
    )
  }

  /// Which file a path leads to; `nil` for none, and for what is no regular file.
  private static func identity(_ path: String) -> [UInt64]? {
    var status = stat()
    guard path != "-", stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
    return [UInt64(status.st_dev), UInt64(status.st_ino)]
  }

  /// Writes bytes to what was opened before.
  static func write(_ bytes: [UInt8], to sink: any ByteSink) throws {
    do {
      try bytes.withUnsafeBytes { try sink.write($0) }
      try sink.finish()
    } catch {
      sink.discard()
      throw error
    }
  }
}
