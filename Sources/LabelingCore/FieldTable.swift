/// The names of a corpus' fields, in order of first appearance.
///
/// Names are compared by their code units: `é` in one character and `e` with a combining
/// accent are two fields.
package struct FieldTable: Sendable {
  /// Field names by index; unique.
  package private(set) var names: [String] = []
  private var indices: [ExactString: Int] = [:]

  /// Creates a table without fields.
  package init() {}

  /// Creates a table of these fields; repeated names keep their first index.
  package init(_ names: some Sequence<String>) {
    for name in names { _ = index(adding: name) }
  }

  /// The index of a field, or `nil` when no document has had it so far.
  package func index(of name: String) -> Int? { indices[ExactString(name)] }

  /// Whether there is a field of this name.
  package func contains(_ name: String) -> Bool { indices[ExactString(name)] != nil }

  /// The index of a field, added at the end when it is new.
  package mutating func index(adding name: String) -> Int {
    if let index = indices[ExactString(name)] { return index }
    indices[ExactString(name)] = names.count
    names.append(name)
    return names.count - 1
  }

  /// Takes the names of another table up to a count that are not in this one yet.
  package mutating func extend(to count: Int, from table: FieldTable) {
    while names.count < count { _ = index(adding: table.names[names.count]) }
  }

  /// Forgets the fields that were added last.
  package mutating func removeLast(_ count: Int) {
    for name in names.suffix(count) { indices[ExactString(name)] = nil }
    names.removeLast(count)
  }
}

extension FieldTable: Hashable {
  package static func == (left: FieldTable, right: FieldTable) -> Bool {
    left.names.count == right.names.count
      && zip(left.names, right.names).allSatisfy { $0.isExactly($1) }
  }

  package func hash(into hasher: inout Hasher) {
    for name in names { hasher.combine(ExactString(name)) }
  }
}
