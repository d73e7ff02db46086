internal import LabelStore

/// Files of gold labels.
enum Gold {
  /// The files that `--gold` reads: a table, or a session with what SQLite keeps next to it.
  static func files(_ path: String?) -> [String?] { path.map { StoreFiles.all(of: $0) } ?? [] }
}
