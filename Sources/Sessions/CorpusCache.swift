internal import CorpusIO
internal import LabelStore
internal import Synchronization

/// A session's corpus, read when it is first asked for.
final class CorpusCache: Sendable {
  let source: CorpusSource
  private let documents: [StoredDocument]
  private let files: [StoredFile]
  private let loaded = Mutex<SessionCorpus?>(nil)

  init(_ source: CorpusSource, documents: [StoredDocument], files: [StoredFile]) {
    self.source = source
    self.documents = documents
    self.files = files
  }

  /// The documents.
  ///
  /// - Throws: A `Diagnostic` when the corpus has changed, or what reading throws.
  func corpus() throws -> SessionCorpus {
    try loaded.withLock { loaded in
      if let known = loaded { return known }
      let corpus = try SessionCorpus(source, documents: documents, files: files)
      loaded = corpus
      return corpus
    }
  }
}
