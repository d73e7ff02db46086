package import LabelingCore
package import Platform

/// Why bytes cannot be read or written any further, or a file not be opened at all.
package enum ByteError: Error, Hashable, Sendable {
  /// A file cannot be opened, read or written; the system says why.
  case system(SystemOperation, path: String, SystemError)
  /// The reader of our output went away; the command line ends quietly.
  case closedPipe
  /// The compressed stream is damaged or cut short.
  case damagedGzip(path: String, GzipDamage)
  /// `iconv` knows no such encoding.
  case unknownEncoding(name: String, path: String)
  /// Bytes that mean nothing in the encoding.
  case undecodable(SourceLocation, byte: UInt8, encoding: String)
  /// An output is a file that the command reads, under whatever names.
  case outputIsInput(output: String, input: String)
  /// Two outputs are one file, under whatever names.
  case sameOutput(String, String)
  /// Somebody else made or replaced the file while the output was being written.
  case appeared(path: String)
  /// Reading was canceled by the caller; the error is never shown.
  case abandoned

  /// What was done with a file.
  package enum SystemOperation: String, Hashable, Sendable {
    case open, read, create, write, sync, rename, copy
  }

  /// Refuses a folder where a file is meant.
  package static func refuseFolder(
    _ path: String,
    for operation: SystemOperation
  ) throws(ByteError) {
    guard (try? FileStatus(of: path))?.kind == .folder else { return }
    throw .system(operation, path: path, .isFolder)
  }

  /// What is wrong with a compressed stream.
  package enum GzipDamage: Hashable, Sendable {
    /// It does not begin with gzip's magic bytes.
    case notGzip
    /// It ends before its trailer.
    case truncated
    /// Its checksum or its contents are wrong.
    case corrupt
  }
}
