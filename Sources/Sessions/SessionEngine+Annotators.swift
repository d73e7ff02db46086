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

  /// The annotator of this name who comes to answer, who is added when new.
  ///
  /// A name that resembles a known one is more likely to be mistyped than new.
  /// - Returns: The annotator, and whether they are new where others are known.
  /// - Throws: A `Diagnostic` for a name that cannot be one, or that resembles a known one.
  package func annotator(
    joining name: String
  ) throws -> (annotator: Annotator, isNew: Bool) {
    let isNew = try !newcomers(among: [name]).isEmpty
    return (try annotator(named: name), isNew)
  }

  /// The names of those who come to answer that are new where others are known; nobody is added.
  ///
  /// - Throws: A `Diagnostic` for a name that cannot be one, or that resembles a known one.
  package func newcomers(among names: [String]) throws -> [String] {
    let known = try annotators().map(\.name)
    var seen: Set<ExactString> = []
    return try names.map(Self.checkedName).filter { name in
      guard seen.insert(ExactString(name)).inserted, !known.containsExactly(name) else {
        return false
      }
      guard let meant = Self.name(meantBy: name, among: known) else { return !known.isEmpty }
      throw Diagnostic(
        at: SourceLocation(path),
        "the session has no annotator '\(name)'",
        help: "did you mean '\(meant)'? 'winnow session annotators SESSION --add \(name)' adds "
          + "somebody new"
      )
    }
  }

  /// The known name that another one was probably meant to be; not one that differs in a number,
  /// as `p1` and `p2` do, nor one of initials.
  private static func name(meantBy name: String, among known: [String]) -> String? {
    func letters(_ name: String) -> String { name.filter { !$0.isNumber } }
    guard letters(name).count > 2 else { return nil }
    return Suggestion.nearest(
      to: name,
      among: known.filter { !letters($0).isExactly(letters(name)) && letters($0).count > 2 }
    )
  }

  /// Removes an annotator who has done nothing here.
  ///
  /// - Throws: A `Diagnostic` for one who has.
  package func remove(_ annotator: Annotator) throws {
    guard try store.remove(annotator: annotator.number) else { throw Self.hasWorked(annotator) }
  }

  /// Refuses to remove an annotator who has done something here.
  package func checkRemovable(_ annotator: Annotator) throws {
    if try store.hasEvents(ofAnnotator: annotator.number) { throw Self.hasWorked(annotator) }
  }

  private static func hasWorked(_ annotator: Annotator) -> Diagnostic {
    Diagnostic(
      "annotator '\(annotator.name)' has worked on the session: what they did stays theirs",
      help: "'winnow session annotators SESSION --pause \(annotator.name)' asks them nothing more"
    )
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
  ///
  /// - Throws: ``SessionRefusal/removed(name:)``, and `StoreError`.
  func current(_ annotator: Annotator) throws -> Annotator {
    guard let stored = try store.annotator(number: annotator.number) else {
      throw SessionRefusal.removed(name: annotator.name)
    }
    return Annotator(stored)
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
