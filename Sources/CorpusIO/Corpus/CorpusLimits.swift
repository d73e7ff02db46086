/// How much of a file may be in memory at once; guards against hostile input.
package struct CorpusLimits: Hashable, Sendable {
  /// Bytes of one record.
  package var recordByteCount = 64 << 20
  /// Depth of nested XML elements.
  package var depth = 256
  /// Bytes of one XML element's text or one attribute's value.
  package var textByteCount = 10_000_000
  /// Attributes of one XML element.
  package var attributeCount = 4096

  /// Creates the default limits.
  package init() {}
}
