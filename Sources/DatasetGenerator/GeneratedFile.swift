/// A file of a shipped dataset.
package struct GeneratedFile: Sendable {
  /// The path below the datasets' folder.
  package let path: String
  /// The file's bytes.
  package let contents: [UInt8]
}
