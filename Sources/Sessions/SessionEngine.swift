internal import CorpusIO
internal import Foundation
package import LabelStore
package import LabelingCore
package import PluginHost
internal import Synchronization

/// A session at work: asks, takes answers, and knows how far it is.
///
/// Safe to use from several threads; several processes may have the same session open. What was
/// acknowledged is on the disk. Prints nothing.
package final class SessionEngine: Sendable {
  /// The session's file.
  package let path: String
  /// How the session asks, as it was known last; see ``refreshSettings()``.
  package var settings: SessionSettings { knownSettings.withLock { $0 } }
  private let knownSettings: Mutex<SessionSettings>
  /// Identifies the session, whatever its file is called: 32 hexadecimal digits.
  package let identity: String
  /// The classes.
  package let labelSpace: LabelSpace
  /// How many of the classes a document has.
  package let labels: LabelKind
  /// Where answers are said to come from, such as `terminal`.
  package let origin: String
  let store: SessionStore
  let documents: [StoredDocument]
  let votes: VotePatterns?
  let planner: BatchPlanner
  let corpusCache: CorpusCache
  let matches: Mutex<MatchFinder?>
  let functions: [String]
  /// The task's classes; `nil` without a task.
  let taskSpace: LabelSpace?
  let now: @Sendable () -> Int

  /// Opens a session.
  ///
  /// - Parameters:
  ///   - path: The session's file.
  ///   - access: Whether answers are added; what is only read need not be writable.
  ///   - plugin: The task's plugin, for the parts of documents that functions match.
  ///   - origin: Where answers are said to come from.
  ///   - now: The time, in milliseconds since 1970.
  /// - Throws: `StoreError`, and a `Diagnostic` when the file is not a session.
  package init(
    opening path: String,
    for access: SessionStore.Access = .writing,
    plugin: LoadablePlugin? = nil,
    origin: String = "terminal",
    now: @escaping @Sendable () -> Int = SessionClock.nowInMilliseconds
  ) throws {
    self.path = path
    self.origin = origin
    self.now = now
    store = try SessionStore(opening: path, for: access)
    let settings = try Self.settings(of: store)
    knownSettings = Mutex(settings)
    labels = settings.labels
    identity = try store.settings()["identity"] ?? ""
    let source = try Self.value(CorpusSource.self, "source", of: store).rereading
    guard source.documentLimit ?? 1 > 0,
      source.options.separator != source.options.quote ?? UInt8(ascii: "\"")
    else {
      throw Self.damage(path, "its corpus cannot be read as 'source' in table 'setting' says")
    }
    let labelSpace = LabelSpace(try store.classes())
    self.labelSpace = labelSpace
    documents = try store.documents()
    corpusCache = CorpusCache(source, documents: documents, files: try store.files())
    votes = try store.votes(of: labelSpace, labels: labels)
    planner = BatchPlanner(
      store,
      settings,
      labelSpace: labelSpace,
      votes: votes,
      given: try store.probabilities().map {
        SoftLabels(classCount: labelSpace.classCount, values: $0.map { Double($0) })
      },
      corpusCache: corpusCache
    )
    functions = plugin?.manifest.functions.map(\.name) ?? []
    taskSpace = plugin?.manifest.labelSpace
    // A task that has come to have several classes a document says other things than it did.
    let finder = try plugin.flatMap {
      $0.manifest.labels == settings.labels ? try MatchFinder($0) : nil
    }
    matches = Mutex(finder)
  }

  /// How the session at a path asks, without opening all of it.
  ///
  /// - Throws: `StoreError`, and a `Diagnostic` when the file is not a session.
  package static func settings(of path: String) throws -> SessionSettings {
    let store = try SessionStore(opening: path, for: .reading)
    defer { store.close() }
    return try settings(of: store)
  }

  /// Reads how the session asks, which another process may have changed.
  @discardableResult
  package func refreshSettings() throws -> SessionSettings {
    let settings = try Self.settings(of: store)
    knownSettings.withLock { $0 = settings }
    return settings
  }

  /// Changes how the session asks from now on.
  ///
  /// - Throws: `StoreError`.
  package func changeSettings(_ change: (inout SessionSettings) -> Void) throws {
    var settings = try refreshSettings()
    change(&settings)
    try store.set("settings", to: SessionStart.json(settings))
    try refreshSettings()
  }

  private static func settings(of store: SessionStore) throws -> SessionSettings {
    let settings = try value(SessionSettings.self, "settings", of: store)
    if let rule = settings.brokenRule { throw damage(store.path, rule) }
    return settings
  }

  /// A value that the session remembers as JSON.
  private static func value<Value: Decodable>(
    _ type: Value.Type,
    _ name: String,
    of store: SessionStore
  ) throws -> Value {
    guard let stored = try store.settings()[name] else {
      throw damage(store.path, "it has no '\(name)' in table 'setting'")
    }
    do { return try JSONDecoder().decode(type, from: Data(stored.utf8)) } catch {
      throw damage(store.path, "'\(name)' in table 'setting' is not what winnow writes there")
    }
  }

  private static func damage(_ path: String, _ rule: String) -> StoreError {
    .damaged(path: path, kind: .session, rule: rule)
  }

  /// Waits for work in the background and closes the file.
  package func close() {
    try? planner.wait()
    store.close()
  }

  /// Reads the corpus and makes sure that it is the one the session began with.
  ///
  /// - Throws: A `Diagnostic` that says what has changed.
  package func checkCorpus() throws { _ = try corpus() }

  /// Number of documents.
  package var documentCount: Int { documents.count }

  /// The number of the document of this id.
  package func document(withID id: String) -> Int? { documents.firstIndex { $0.id.isExactly(id) } }

  /// The files that the documents are in.
  var corpusPaths: [String] { corpusCache.source.paths }

  func corpus() throws -> SessionCorpus { try corpusCache.corpus() }

  func consensus(_ answers: [StoredAnswer]) throws -> [Int: Consensus] {
    consensusRule.consensus(on: answers, settled: try store.adjudications())
  }

  /// What answers amount to.
  var consensusRule: ConsensusRule {
    ConsensusRule(classCount: labelSpace.classCount, labels: labels)
  }

  /// The names of the annotators; read it behind the events that it is to name.
  func annotatorNames() throws -> AnnotatorNames {
    AnnotatorNames(of: path, try store.annotators())
  }
}
