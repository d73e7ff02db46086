/// A document of a session, by reference.
package struct StoredDocument: Hashable, Sendable {
  /// The document's id; unique.
  package var id: String
  /// Number of its file.
  package var file: Int
  /// 1-based number among the file's records.
  package var record: Int
  /// Tells versions of its text and fields apart.
  package var digest: Int64

  /// Refers to a record.
  package init(id: String, file: Int, record: Int, digest: Int64) {
    self.id = id
    self.file = file
    self.record = record
    self.digest = digest
  }
}
