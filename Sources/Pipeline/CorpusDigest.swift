internal import CorpusIO
internal import Glibc
package import LabelingCore

/// Remembers digests of corpora, to be believed while their files' stamps are the same.
package protocol CorpusMemory: Sendable {
  /// The digest of files that had these stamps.
  func digest(of paths: [String], stamps: [FileStamp]) -> Digest?
  /// Remembers a digest.
  func remember(_ digest: Digest, of paths: [String], stamps: [FileStamp])
}

/// A digest of a corpus' files, as they are stored.
package enum CorpusDigest {
  /// The digest of files, read only if they are not known to be those of before.
  ///
  /// - Parameters:
  ///   - paths: The files.
  ///   - memory: What is known of files; `nil` reads them in any case.
  /// - Returns: What reading them gives.
  package static func of(_ paths: [String], memory: (any CorpusMemory)?) -> Digest? {
    guard let memory else { return of(paths) }
    let stamps = paths.compactMap { $0 == "-" ? nil : FileStamp(of: $0) }
    guard stamps.count == paths.count else { return nil }
    if let known = memory.digest(of: paths, stamps: stamps) { return known }
    let start = FileStamp.now
    let digest = of(paths)
    // A file that was written to a moment ago may change without its stamp telling.
    if let digest, stamps.allSatisfy({ $0.isSettled(at: start) }) {
      memory.remember(digest, of: paths, stamps: stamps)
    }
    return digest
  }

  /// Reads all files.
  ///
  /// - Returns: The digest, or `nil` when one is standard input or no plain
  ///   file, which cannot be read twice.
  /// - Complexity: O(bytes), at the speed of the disk.
  package static func of(_ paths: [String]) -> Digest? {
    var stream = Digest.Stream()
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
    defer { chunk.deallocate() }
    for path in paths {
      var status = stat()
      guard path != "-", stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
        return nil
      }
      let file = open(path, O_RDONLY | O_CLOEXEC)
      guard file >= 0 else { return nil }
      defer { close(file) }
      while true {
        let count = read(file, chunk.baseAddress, chunk.count)
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else { return nil }
        if count == 0 { break }
        stream.update(UnsafeRawBufferPointer(rebasing: chunk[..<count]))
      }
      withUnsafeBytes(of: status.st_size) { stream.update($0) }
    }
    return stream.digest
  }
}
