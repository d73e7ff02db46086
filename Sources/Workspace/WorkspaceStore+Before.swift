package import LabelStore

extension WorkspaceStore {
  /// The newest run before another that can be compared with it: of the same task and corpus, read
  /// in the same way, with its votes kept.
  ///
  /// - Parameters:
  ///   - run: A run of this store.
  ///   - limit: Most runs to look at, the newest first; `nil` looks at all.
  /// - Returns: The earlier run; `nil` when there is none.
  /// - Throws: ``StoreError``.
  package func run(before run: RunRecord, limit: Int? = nil) throws -> RunRecord? {
    try runs(limit: limit).first {
      ($0.id ?? 0) < (run.id ?? 0) && $0.task == run.task && $0.corpusDigest == run.corpusDigest
        && $0.readingDigest == run.readingDigest && $0.columnFolder != nil
    }
  }
}
