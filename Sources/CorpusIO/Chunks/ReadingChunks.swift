internal import Platform
internal import Threads

/// How a file of lines is cut up for several threads.
package struct ReadingChunks: Hashable, Sendable {
  /// Bytes that a thread parses at once, before they are cut at a record's end.
  package var byteCount = 1 << 18
  /// Number of threads that parse.
  package var threadCount = FixedChunks.processorCount
  /// Smaller files are not worth starting threads for.
  package var smallestFileByteCount = 1 << 20

  /// Creates chunks for all processors.
  package init() {}

  /// Whether a file is to be read in chunks; standard input and pipes never are.
  func apply(toFileAt path: String) -> Bool {
    guard path != "-", let file = FileStamp(of: path) else { return false }
    return file.byteCount >= smallestFileByteCount
  }
}
