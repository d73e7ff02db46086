/// A field that is added to every document, as it is announced before writing.
package struct AddedFieldShape: Hashable, Sendable {
  /// The field's name.
  package var name: String
  /// The names within an object, in order; `nil` for a plain value.
  package var keys: [String]?
  /// What CSV puts before the keys to make columns of them.
  package var columnPrefix: String
  /// What to do where the input has a field of its name.
  package var help: String

  /// The help where all names that are added can get a prefix.
  package static let prefixHelp = "pass '--prefix' to give output fields another name"

  /// A plain value: one column.
  package init(_ name: String, help: String = prefixHelp) {
    self.name = name
    self.help = help
    keys = nil
    columnPrefix = ""
  }

  /// An object: in CSV, a column per key with a prefix.
  package init(_ name: String, keys: [String], columnPrefix: String) {
    self.name = name
    self.keys = keys
    self.columnPrefix = columnPrefix
    help = Self.prefixHelp
  }

  /// The columns that CSV makes of it.
  package var columns: [String] { keys.map { $0.map { columnPrefix + $0 } } ?? [name] }
}
