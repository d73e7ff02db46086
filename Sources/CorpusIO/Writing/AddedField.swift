/// A named value that is added to a document.
package struct AddedField: Hashable, Sendable {
  /// The field's name.
  package var name: String
  /// Its value.
  package var value: AddedFieldValue

  /// Creates an addition.
  package init(_ name: String, _ value: AddedFieldValue) {
    self.name = name
    self.value = value
  }
}
