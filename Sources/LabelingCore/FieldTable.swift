/// The names of a corpus' fields, in order of first appearance.
package struct FieldTable: Hashable, Sendable {
  /// Field names by index; unique.
  package private(set) var names: [String] = []
  private var indices: [String: Int] = [:]

  /// Creates a table without fields.
  package init() {}

  /// Creates a table of these fields; repeated names keep their first index.
  package init(_ names: some Sequence<String>) {
    for name in names { _ = index(adding: name) }
  }

  /// The index of a field, or `nil` when no document has had it so far.
  package func index(of name: String) -> Int? { indices[name] }

  /// The index of a field, added at the end when it is new.
  package mutating func index(adding name: String) -> Int {
    if let index = indices[name] { return index }
    indices[name] = names.count
    names.append(name)
    return names.count - 1
  }
}
