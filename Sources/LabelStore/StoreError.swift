package import LabelingCore

/// What can be wrong with a store.
package enum StoreError: Error, Hashable {
  /// The file was made by a newer version of Winnow.
  case newerStore(path: String)
  /// The file is no store, is damaged, or cannot be opened.
  case unreadable(path: String, reason: String)
}

extension StoreError {
  /// What to tell the user.
  package var diagnostic: Diagnostic {
    switch self {
    case .newerStore(let path):
      Diagnostic(
        "the store '\(path)' was made by a newer version of winnow",
        help: "use that version, or name another file"
      )
    case .unreadable(let path, let reason):
      Diagnostic(
        "the store '\(path)' cannot be read: \(reason)",
        help: "check that the file is a store of winnow and that its folder can be written"
      )
    }
  }
}
