/// A class that is voted for and is not among all cases, so that it has no place in any table.
struct UnlistedClass: Sendable {
  let name: String
  /// Where it is named.
  let place: SourcePlace
}

/// What a function's vote for such a class is: a fault of the cell.
@usableFromInline
struct UnlistedClassError: Error, CustomStringConvertible {
  private let name: String

  @usableFromInline
  init(_ name: String) { self.name = name }

  @usableFromInline
  var description: String { "the vote '\(name)' is not in the classes' allCases" }
}
