/// A file of a session's corpus.
package struct StoredFile: Hashable, Sendable {
  /// Absolute path.
  package var path: String
  /// Digest of its bytes.
  package var digest: String

  /// Refers to a file.
  package init(path: String, digest: String) {
    self.path = path
    self.digest = digest
  }
}
