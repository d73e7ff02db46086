package import ByteIO
package import LabelingCore
package import Platform

/// Remembers digests of corpora, to be believed while their files' stamps are the same.
package protocol CorpusMemory: Sendable {
  /// The digest of files that had these stamps.
  func digest(of paths: [String], stamps: [FileStamp]) -> Digest?
  /// Remembers a digest.
  func remember(_ digest: Digest, of paths: [String], stamps: [FileStamp])
}

/// A digest of a corpus' files, as they are stored.
package enum CorpusDigest {
  /// How often files are read again that change while they are.
  private static let attemptLimit = 3

  /// The version of files, read only if they are not known to be those of before.
  ///
  /// - Parameters:
  ///   - paths: The files.
  ///   - memory: What is known of files; `nil` reads them in any case.
  /// - Returns: The version with its digest; `nil` when a file is standard input or no plain
  ///   file, which cannot be read twice.
  package static func version(of paths: [String], memory: (any CorpusMemory)?) -> FilesVersion? {
    var version: FilesVersion?
    for _ in 0..<attemptLimit {
      let start = SystemClock.now
      let stamps = paths.compactMap { $0 == "-" ? nil : FileStamp(of: $0) }
      guard stamps.count == paths.count else { return nil }
      if let known = memory?.digest(of: paths, stamps: stamps) {
        return FilesVersion(stamps: stamps, isSettled: true, digest: known)
      }
      guard let digest = of(paths) else { return nil }
      // A file that was written to a moment ago may change without its stamp telling.
      let isSettled = stamps.allSatisfy { $0.isSettled(at: start) }
      version = FilesVersion(stamps: stamps, isSettled: isSettled, digest: digest)
      guard stamps == paths.map({ FileStamp(of: $0) }) else { continue }
      if isSettled { memory?.remember(digest, of: paths, stamps: stamps) }
      break
    }
    return version
  }

  /// Reads all files.
  ///
  /// - Returns: The digest, or `nil` when one is standard input or no plain
  ///   file, which cannot be read twice.
  /// - Complexity: O(bytes), at the speed of the disk.
  package static func of(_ paths: [String]) -> Digest? {
    var stream = Digest.Stream()
    for path in paths {
      guard path != "-", FileStamp(of: path) != nil,
        let file = try? FileDescriptor.open(path, for: .reading)
      else { return nil }
      defer { file.close() }
      guard let byteCount = FilesDigest.update(&stream, from: file) else { return nil }
      FilesDigest.end(&stream, byteCount: byteCount)
    }
    return stream.digest
  }
}
