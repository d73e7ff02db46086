internal import Foundation
internal import LabelStore
internal import LabelingCore

extension SessionEngine {
  /// All annotators, in order of their first appearance.
  package func annotators() throws -> [Annotator] {
    try store.annotators().map { Annotator(number: $0.number, name: $0.name) }
  }

  /// The annotator of this name, who is added when new.
  ///
  /// - Throws: A `Diagnostic` for a name that is empty or longer than 100 characters.
  package func annotator(named name: String) throws -> Annotator {
    let trimmed = name.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !trimmed.isEmpty, trimmed.count <= 100,
      !trimmed.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    else {
      throw Diagnostic(
        "an annotator's name has 1 to 100 characters, all on one line",
        help: "name yourself with '--annotator NAME'"
      )
    }
    return Annotator(number: try store.annotator(adding: trimmed), name: trimmed)
  }

  /// The annotator whose token has this hash.
  package func annotator(tokenHash: String) throws -> Annotator? {
    try store.annotators().first { $0.tokenHash == tokenHash }
      .map { Annotator(number: $0.number, name: $0.name) }
  }

  /// The annotators who have a token.
  package func annotatorsWithToken() throws -> [Annotator] {
    try store.annotators().filter { $0.tokenHash != nil }
      .map { Annotator(number: $0.number, name: $0.name) }
  }

  /// Lets an annotator in by a token of this hash, or no more with `nil`.
  package func setTokenHash(_ hash: String?, of annotator: Annotator) throws {
    try store.setTokenHash(hash, ofAnnotator: annotator.number)
  }
}
