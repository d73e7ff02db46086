/// What a writer has to know before the first document.
package struct OutputSchema: Hashable, Sendable {
  /// The input's fields in order.
  ///
  /// CSV needs them all; the other formats only
  /// check that additions have other names.
  package var fields: [String]
  /// The fields that are added, in order.
  package var additions: [AdditionShape]

  /// Creates a schema.
  package init(fields: [String], additions: [AdditionShape] = []) {
    self.fields = fields
    self.additions = additions
  }
}
