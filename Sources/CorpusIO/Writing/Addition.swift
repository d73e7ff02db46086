/// A named value that is added to a document.
package struct Addition: Hashable, Sendable {
  /// The field's name.
  package var name: String
  /// Its value.
  package var value: AdditionValue

  /// Creates an addition.
  package init(_ name: String, _ value: AdditionValue) {
    self.name = name
    self.value = value
  }
}
