internal import CorpusIO
internal import Glibc
package import LabelingCore

/// A digest of a corpus' files, as they are stored.
package enum CorpusDigest {
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
