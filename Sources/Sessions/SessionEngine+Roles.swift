package import LabelStore
internal import LabelingCore

/// Who may do what.
///
/// The one rule of roles: everybody answers, skips, flags, notes, and takes back what they did
/// themselves. Disagreements and flagged documents are seen and settled by adjudicators and
/// managers; how each annotator does on check questions is seen by managers. In a session in which
/// nobody has one of these roles and each document is asked of one annotator, everybody settles:
/// who labels alone needs no role.
///
/// What others answered everybody sees in filters and exports, though not on the card of a document
/// that they are to answer. In a blind session only adjudicators and managers do; who settles
/// without a role then sees and settles only what they have answered themselves.
extension SessionEngine {
  /// Whether an annotator sees disagreements and settles them.
  package func maySettle(_ annotator: Annotator) throws -> Bool {
    if try current(annotator).role >= .adjudicator { return true }
    return try everybodySettles()
  }

  /// Whether the session needs no role for settling.
  private func everybodySettles() throws -> Bool {
    try settings.overlap == 1 && !hasAdjudicator()
  }

  /// Whether somebody has the role of an adjudicator or a manager.
  package func hasAdjudicator() throws -> Bool {
    try store.annotators().contains { $0.role >= .adjudicator }
  }

  /// Makes sure that an annotator settles: while nobody does, the first in the terminal who wants
  /// to becomes the session's adjudicator, as whoever has its file may change roles anyway.
  ///
  /// A blind session keeps to the roles that it was given.
  /// - Throws: ``SessionRefusal/notAdjudicator(name:)``.
  package func beginSettling(_ annotator: Annotator) throws {
    if !settings.isBlind, try !hasAdjudicator() { try setRole(.adjudicator, of: annotator) }
    try requireSettling(annotator)
  }

  /// Refuses those who do not settle.
  ///
  /// - Throws: ``SessionRefusal/notAdjudicator(name:)``.
  func requireSettling(_ annotator: Annotator) throws {
    guard try maySettle(annotator) else {
      throw SessionRefusal.notAdjudicator(name: annotator.name)
    }
  }

  /// Refuses what a paused annotator asks for, unless it was done before.
  ///
  /// - Throws: ``SessionRefusal/paused(name:)``.
  func requireActive(_ annotator: Annotator, request: String? = nil) throws {
    guard try current(annotator).isPaused else { return }
    if let request, try store.event(ofRequest: request, by: annotator.number) != nil { return }
    throw SessionRefusal.paused(name: annotator.name)
  }

  /// Whether an annotator sees what others answered to a document without having answered it.
  package func seesBeforeAnswering(_ annotator: Annotator) throws -> Bool {
    try !settings.isBlind || current(annotator).role >= .adjudicator
  }

  /// Refuses those who do not see what others answered to a document, so that nobody learns from
  /// settling it whether others disagree.
  ///
  /// - Throws: ``SessionRefusal/blind``.
  func requireSeeing(_ document: Int, _ annotator: Annotator) throws {
    if try seesBeforeAnswering(annotator) { return }
    let answers = SessionHistory(try store.events(of: document)).answers
    guard answers.contains(where: { $0.annotator == annotator.number && !$0.isSkip })
    else { throw SessionRefusal.blind }
  }

  /// Gives an annotator another role.
  package func setRole(_ role: AnnotatorRole, of annotator: Annotator) throws {
    try store.setRole(role, ofAnnotator: annotator.number)
  }

  /// Lets an annotator do nothing for now, or go on.
  package func setPaused(_ isPaused: Bool, of annotator: Annotator) throws {
    try store.setPaused(isPaused, ofAnnotator: annotator.number)
  }

  /// Gives an annotator another name; what they did stays theirs.
  ///
  /// - Throws: A `Diagnostic` for a name that is taken, or cannot be one.
  package func rename(_ annotator: Annotator, to name: String) throws {
    let name = try Self.checkedName(name)
    guard try store.rename(annotator: annotator.number, to: name) else {
      throw Self.taken(name)
    }
  }

  /// Refuses names that could not all be given, one after the other.
  ///
  /// - Parameters:
  ///   - removed: Names of annotators who are removed first.
  ///   - added: Names of annotators who are then added, unless they are there.
  ///   - renames: The old and the new name of annotators who are then renamed.
  /// - Throws: A `Diagnostic` for a name that is taken by then, or cannot be one.
  package func checkNames(
    removing removed: [String] = [],
    adding added: [String],
    renaming renames: [(String, String)]
  ) throws {
    let known = try annotators().map(\.name).filter { !removed.containsExactly($0) }
    var names = Set(try (known + added.map(Self.checkedName)).map { ExactString($0) })
    for (old, new) in renames {
      let new = try Self.checkedName(new)
      names.remove(ExactString(old))
      guard names.insert(ExactString(new)).inserted else { throw Self.taken(new) }
    }
  }

  private static func taken(_ name: String) -> Diagnostic {
    Diagnostic(
      "another annotator is called '\(name)'",
      help: "choose a name that nobody in the session has"
    )
  }
}
