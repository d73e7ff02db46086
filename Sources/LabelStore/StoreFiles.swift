/// The files that SQLite keeps a store in.
package enum StoreFiles {
  /// A store's file, its log and its index of the log, which need not exist.
  ///
  /// What is acknowledged may be in the log alone, so none of them is to be replaced.
  package static func all(of path: String) -> [String] { [path, path + "-wal", path + "-shm"] }
}
