package import LabelingCore

/// What can be wrong with a store.
package enum StoreError: Error, Hashable {
  /// The file was made by a newer version of Winnow.
  case newerStore(path: String)
  /// The file is not a store of this kind.
  case notStore(path: String, kind: Kind)
  /// The file cannot be opened or read.
  case unreadable(path: String, reason: String)
  /// The file cannot be written to.
  case unwritable(path: String, reason: String)
  /// The file holds what Winnow never writes; `rule` says which rule it breaks, and where.
  case damaged(path: String, kind: Kind, rule: String)
  /// The file was removed or replaced while it was open.
  case replaced(path: String)
  /// There is a file where a new one was to be made.
  case taken(path: String)

  /// What a store is for.
  package enum Kind: String, Hashable, Sendable {
    /// Questions and answers.
    case session
    /// Runs, and what is known of corpora.
    case workspace
  }
}

extension StoreError: DiagnosableError {
  package var diagnostics: [Diagnostic] { [diagnostic] }

  /// The error for the user.
  package var diagnostic: Diagnostic {
    switch self {
    case .newerStore(let path):
      Diagnostic(
        at: SourceLocation(path),
        "the file was made by a newer version of winnow",
        help: "use that version, or name another file"
      )
    case .notStore(let path, .session):
      Diagnostic(
        at: SourceLocation(path),
        "not a session file",
        help: "start a session with 'winnow session start CORPUS --classes a,b --output FILE'"
      )
    case .notStore(let path, .workspace):
      Diagnostic(
        at: SourceLocation(path),
        "not the store of a workspace",
        help: "move the file away; the next run creates a new one"
      )
    case .unreadable(let path, let reason):
      Diagnostic(
        at: SourceLocation(path),
        "the file cannot be read: \(reason)",
        help: "check the path, and that you may read the file"
      )
    case .unwritable(let path, let reason):
      Diagnostic(
        at: SourceLocation(path),
        "the file cannot be written: \(reason)",
        help: "check that you may write to the file and its folder, and that the disk has room"
      )
    case .damaged(let path, .session, let rule):
      Diagnostic(
        at: SourceLocation(path),
        "the session is damaged: \(rule)",
        help: "replace it with a copy from before the damage, or read what is left with "
          + "'sqlite3 \(path) .dump'"
      )
    case .damaged(let path, .workspace, let rule):
      Diagnostic(
        at: SourceLocation(path),
        "the store of the workspace is damaged: \(rule)",
        help: "move the file away; the next run creates a new one, without the earlier runs"
      )
    case .replaced(let path):
      Diagnostic(
        at: SourceLocation(path),
        "the file was removed or replaced while it was open",
        help: "put the file back and start again; the last change was not saved"
      )
    case .taken(let path):
      Diagnostic(
        at: SourceLocation(path),
        "a file with this name exists",
        help: "name another '--output'; 'winnow session resume' continues a session that is there"
      )
    }
  }
}
