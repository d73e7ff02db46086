/// What a field is used for.
package enum FieldRole: String, CaseIterable, Hashable, Sendable {
  /// The text that labeling functions look at.
  case text
  /// The document's identifier.
  case id
  /// The known class.
  case gold

  /// The command-line option that names the field.
  package var option: String { "--\(rawValue)-field" }
}
