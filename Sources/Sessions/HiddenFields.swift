internal import LabelingCore

/// Fields of the corpus that annotators do not see.
enum HiddenFields {
  /// Refuses the name of no field: a misspelled one would show what was to be hidden.
  ///
  /// - Parameters:
  ///   - names: The fields to hide.
  ///   - fields: All fields there are.
  ///   - path: The corpus.
  /// - Throws: A `Diagnostic` with the nearest name.
  static func check(_ names: [String], among fields: [String], of path: String) throws {
    guard let unknown = names.first(where: { !fields.containsExactly($0) }) else { return }
    throw Diagnostic(
      at: SourceLocation(path),
      "there is no field '\(unknown)' to hide",
      help: Suggestion.help(for: unknown, among: fields, kind: "fields")
    )
  }
}
