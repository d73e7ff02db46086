internal import Foundation
internal import LabelStore
internal import LabelingCore

extension SessionEngine {
  /// All annotators, in order of their first appearance.
  package func annotators() throws -> [Annotator] { try store.annotators().map(Annotator.init) }

  /// The annotator of this name, who is added when new.
  ///
  /// - Throws: A `Diagnostic` for a name that is empty or longer than 100 characters.
  package func annotator(named name: String) throws -> Annotator {
    try annotator(numbered: store.annotator(adding: Self.checkedName(name)))
  }

  /// The annotator of this name.
  ///
  /// - Throws: A `Diagnostic` with the nearest name when there is none.
  package func annotator(known name: String) throws -> Annotator {
    let all = try annotators()
    if let known = all.first(where: { $0.name.isExactly(name) }) { return known }
    throw Diagnostic(
      at: SourceLocation(path),
      "the session has no annotator '\(name)'",
      help: all.isEmpty
        ? "add one with '--add \(name)'"
        : Suggestion.help(for: name, among: all.map(\.name), kind: "annotators")
    )
  }

  /// A name without the blanks around it.
  ///
  /// - Throws: A `Diagnostic` for a name that is empty or longer than 100 characters.
  static func checkedName(_ name: String) throws -> String {
    let trimmed = name.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !trimmed.isEmpty, trimmed.count <= 100,
      !trimmed.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    else {
      throw Diagnostic(
        "an annotator's name has 1 to 100 characters, all on one line",
        help: "name yourself with '--annotator NAME'"
      )
    }
    return trimmed
  }

  /// An annotator as they are by now.
  func current(_ annotator: Annotator) throws -> Annotator {
    try self.annotator(numbered: annotator.number)
  }

  private func annotator(numbered number: Int) throws -> Annotator {
    let stored = try store.annotator(number: number)
    return try AnnotatorNames(of: path, stored.map { [$0] } ?? []).annotator(number)
  }

  /// The annotator whose token has this hash.
  package func annotator(tokenHash: String) throws -> Annotator? {
    try store.annotator(tokenHash: tokenHash).map(Annotator.init)
  }

  /// The annotators who have a token.
  package func annotatorsWithToken() throws -> [Annotator] {
    try store.annotators().filter { $0.tokenHash != nil }.map(Annotator.init)
  }

  /// Lets an annotator in by a token of this hash, or no more with `nil`.
  package func setTokenHash(_ hash: String?, of annotator: Annotator) throws {
    try store.setTokenHash(hash, ofAnnotator: annotator.number)
  }
}
