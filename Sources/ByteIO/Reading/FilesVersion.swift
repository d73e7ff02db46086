package import LabelingCore
package import Platform

/// Some files as they were at one time: enough to see whether they are the same at another.
package struct FilesVersion: Hashable, Sendable {
  /// Stamps of the files; `nil` for what is not a plain file.
  package let stamps: [FileStamp?]
  /// Whether equal stamps mean equal bytes: nobody had written to the files for a while.
  package let isSettled: Bool
  /// The digest of all bytes, where they were read for it or it is remembered.
  package let digest: Digest?

  /// Describes files.
  package init(stamps: [FileStamp?], isSettled: Bool, digest: Digest?) {
    self.stamps = stamps
    self.isSettled = isSettled
    self.digest = digest
  }

  /// Whether these are certainly the bytes of another version.
  package func isCertainly(_ other: FilesVersion) -> Bool {
    if let digest, let expected = other.digest, digest == expected { return true }
    return other.isSettled && stamps == other.stamps
  }
}
